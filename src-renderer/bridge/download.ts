/** Hands bytes to the browser's downloads under a name. */
export function downloadFile(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the bytes by the next turn; the address would keep them for good.
  setTimeout(() => URL.revokeObjectURL(address))
}
