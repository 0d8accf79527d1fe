import dgram from "node:dgram"
import dns from "node:dns"
import { syncBuiltinESMExports } from "node:module"
import net from "node:net"
import workerThreads from "node:worker_threads"
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

/** Functions of dns that ask nobody; `setServers` and the like only change what a refused call would do. */
const silent = /^(get|set)(Servers|DefaultResultOrder)$/

let installed = false

/**
 * Refuses net, tls, dgram, dns, fetch and worker threads in this process from now on (design 1.3).
 * Replaces the entry points that every higher module (tls, http, https, http2, WebSocket) ends in; tls
 * itself is left alone because loading it costs more than the rest of the guard. A worker thread would have
 * entry points of its own. Idempotent; there is no way back. Unix sockets and named pipes are refused too: a
 * stage needs neither.
 */
export function refuseNetwork(): void {
  if (installed) return
  installed = true

  refuse(net.Socket.prototype, "connect", "net.Socket.connect")
  refuse(net.Server.prototype, "listen", "net.Server.listen")
  for (const name of ["connect", "createConnection"]) refuse(net, name, `net.${name}`)
  refuse(dgram, "createSocket", "dgram.createSocket")
  // The classes before the functions: a resolver that was made earlier is refused by its prototype.
  refuseQueries(dns.Resolver.prototype, "dns.Resolver")
  refuseQueries(dns.promises.Resolver.prototype, "dns.promises.Resolver")
  refuseQueries(dns, "dns")
  refuseQueries(dns.promises, "dns.promises")
  for (const name of ["fetch", "WebSocket", "EventSource"]) refuse(globalThis, name, name)
  refuse(workerThreads, "Worker", "worker_threads.Worker")
  syncBuiltinESMExports()
}

/** Every function of a dns object, so that one that a later Node adds is refused too. */
function refuseQueries(target: object, call: string): void {
  for (const name of Object.getOwnPropertyNames(target)) {
    if (name === "constructor" || silent.test(name)) continue
    const value: unknown = Object.getOwnPropertyDescriptor(target, name)?.value
    if (typeof value === "function") refuse(target, name, `${call}.${name}`)
  }
}

/** An ordinary function, because a class is refused when it is constructed. */
function refuse(target: object, name: string, call: string): void {
  Object.defineProperty(target, name, {
    configurable: false,
    enumerable: true,
    writable: false,
    value: function refused(): never {
      throw new NetworkRefused(call)
    },
  })
}
