import { randomBytes, timingSafeEqual } from "node:crypto"
import { socketProtocol } from "#shared/contract/shell-bridge"

/** 256 bits, new with every start, in letters that an address may hold. */
export function newToken(): string {
  return randomBytes(32).toString("base64url")
}

/**
 * Whether a `Host` header names this machine. A page elsewhere can let its own name point here (DNS rebinding), but
 * then its name arrives. Any port, since a tunnel may come in by another.
 */
export function isLocalHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? "")
}

/** Whether a socket is opened by a page that this server sent: another page has another origin, a script often none. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return host !== undefined && origin === `http://${host}`
}

/** Whether the `Sec-WebSocket-Protocol` header is our protocol and then the token; takes the same time for any other. */
export function holdsToken(protocols: string | undefined, token: string): boolean {
  const [name, given, ...more] = (protocols ?? "").split(/\s*,\s*/)
  if (name !== socketProtocol || given === undefined || more.length > 0) return false
  const expected = Buffer.from(token)
  const seen = Buffer.from(given)
  return seen.length === expected.length && timingSafeEqual(seen, expected)
}
