/**
 * Whether a frame may go to an address: within the window's own origin alone. Scheme and host are compared as parsed;
 * a text that only starts or contains like the origin is another place.
 */
export function mayNavigate(address: string, ownOrigin: string): boolean {
  const asked = parse(address)
  const own = parse(ownOrigin)
  if (asked === undefined || own === undefined) return false
  return (
    asked.protocol === own.protocol &&
    asked.host === own.host &&
    asked.username === "" &&
    asked.password === ""
  )
}

const inert = new Set(["data:", "blob:", "devtools:"])

/** Whether a page may load an address: its own files and what it made itself; the program has no remote content. */
export function mayLoad(address: string, ownOrigin: string): boolean {
  const asked = parse(address)
  if (asked === undefined) return false
  if (inert.has(asked.protocol)) return true
  // The development server pushes changes over a socket of the same host.
  const socketOf = ownOrigin.startsWith("http") ? ownOrigin.replace(/^http/, "ws") : undefined
  return mayNavigate(address, ownOrigin) || (socketOf !== undefined && mayNavigate(address, socketOf))
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}
