/** The program's own pages on the web: host, and what their paths start with. */
const ownPages: readonly { readonly host: string; readonly under: string }[] = [
  { host: "github.com", under: "/nestfolio/" },
]

/** Whether an address may be handed to the system's browser: https, a page of ours, nothing hidden in the address. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "" || url.port !== "") return false
  return ownPages.some(({ host, under }) => url.hostname === host && url.pathname.startsWith(under))
}
