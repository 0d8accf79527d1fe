/**
 * Puts text on the clipboard by the page's own copy event: the window has no leave to use the clipboard's API, and
 * needs none for what a person has just asked for.
 */
export function copyText(text: string): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text)
    event.preventDefault()
  }
  document.addEventListener("copy", onCopy, { once: true })
  // The only way to a copy event that asks for no permission.
  const isCopied = document.execCommand("copy")
  document.removeEventListener("copy", onCopy)
  return isCopied
}
