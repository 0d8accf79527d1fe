import dgram from "node:dgram"
import dns from "node:dns"
import { syncBuiltinESMExports } from "node:module"
import net from "node:net"
import { describeProblem, type Problem, problem } from "#shared/problem/problem"

/** What a refused call throws: code that opens a socket in an engine process is a bug, and is told which. */
export class NetworkRefused extends Error {
  readonly problem: Problem

  constructor(call: string) {
    const refusal = problem("isolation.network", {
      what: "An engine process tried to use the network.",
      where: call,
      seen: `a call of ${call}`,
      remedy: "move the work into a data stage; meta and alpha stages read files of the workspace only",
    })
    super(describeProblem(refusal))
    this.name = "NetworkRefused"
    this.problem = refusal
  }
}

const resolvers = [
  "lookup",
  "resolve",
  "resolve4",
  "resolve6",
  "resolveAny",
  "resolveCname",
  "resolveMx",
  "resolveNs",
  "resolveSrv",
  "resolveTxt",
  "reverse",
] as const

let installed = false

/**
 * Refuses net, tls, dgram, dns and fetch in this process from now on (design 1.3).
 * Replaces the entry points that every higher module (tls, http, https, http2, WebSocket) ends in; tls
 * itself is left alone because loading it costs more than the rest of the guard. Idempotent; there is no
 * way back. Unix sockets and named pipes are refused too: a stage needs neither.
 */
export function refuseNetwork(): void {
  if (installed) return
  installed = true

  const refuse = (target: object, name: string, call: string): void => {
    Object.defineProperty(target, name, {
      configurable: false,
      enumerable: true,
      writable: false,
      value: () => {
        throw new NetworkRefused(call)
      },
    })
  }

  refuse(net.Socket.prototype, "connect", "net.Socket.connect")
  refuse(net.Server.prototype, "listen", "net.Server.listen")
  for (const name of ["connect", "createConnection"]) refuse(net, name, `net.${name}`)
  refuse(dgram, "createSocket", "dgram.createSocket")
  for (const name of resolvers) {
    refuse(dns, name, `dns.${name}`)
    refuse(dns.promises, name, `dns.promises.${name}`)
  }
  for (const name of ["fetch", "WebSocket", "EventSource"]) refuse(globalThis, name, name)
  syncBuiltinESMExports()
}
