import { fork } from "node:child_process"
import { writeFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

/** A stage that tries each way out; it runs in a process of its own because the guard can't be taken off. */
const attempts = `
import { refuseNetwork } from ${JSON.stringify(resolve("src-main/engine/orchestration/network-guard.ts"))}
import dgram from "node:dgram"
import dns, { lookup } from "node:dns"
import { promises as dnsPromises } from "node:dns"
import http from "node:http"
import https from "node:https"
import http2 from "node:http2"
import net, { connect, createServer } from "node:net"
import tls from "node:tls"
import { Worker } from "node:worker_threads"

const older = { callback: new dns.Resolver(), promises: new dnsPromises.Resolver() }
refuseNetwork()
const told = {}
const attempt = async (name, call) => {
  try {
    await call()
    told[name] = "went through"
  } catch (error) {
    told[name] = error?.problem?.code ?? String(error)
  }
}
const request = (library, url) =>
  new Promise((done, fail) => library.get(url, done).on("error", fail))

await attempt("net.connect", () => connect(9, "127.0.0.1"))
await attempt("net.Socket", () => new net.Socket().connect(9, "127.0.0.1"))
await attempt("net.createConnection", () => net.createConnection(9))
await attempt("net server", () => createServer().listen(0))
await attempt("tls.connect", () => tls.connect(9, "127.0.0.1"))
await attempt("dgram", () => dgram.createSocket("udp4"))
await attempt("dns.lookup", () => lookup("localhost", () => {}))
await attempt("dns.resolve", () => dns.resolve("localhost", () => {}))
await attempt("dns.promises", () => dnsPromises.lookup("localhost"))
const queries = (object, ...asked) =>
  Object.keys(object).filter((name) => typeof object[name] === "function" && !asked.includes(name))
const harmless = ["getDefaultResultOrder", "setDefaultResultOrder", "setServers", "getServers"]
for (const name of queries(dns, ...harmless, "Resolver")) {
  await attempt("every dns." + name, () => dns[name]("127.0.0.1", 9, () => {}))
}
for (const name of queries(dnsPromises, ...harmless, "Resolver")) {
  await attempt("every dns.promises." + name, () => dnsPromises[name]("127.0.0.1", 9))
}
await attempt("dns.Resolver", () => new dns.Resolver().resolve4("localhost", () => {}))
await attempt("dns.promises.Resolver", () => new dnsPromises.Resolver().resolve4("localhost"))
await attempt("an older dns.Resolver", () => older.callback.resolvePtr("127.0.0.1", () => {}))
await attempt("an older dns.promises.Resolver", () => older.promises.resolveSoa("localhost"))
await attempt("a worker thread", () => new Worker("", { eval: true }).terminate())
await attempt("fetch", () => fetch("http://127.0.0.1:9/"))
await attempt("http", () => request(http, "http://127.0.0.1:9/"))
await attempt("https", () => request(https, "https://127.0.0.1:9/"))
await attempt("http2", () => new Promise((done, fail) => http2.connect("http://127.0.0.1:9").on("error", fail)))
process.send(told, () => process.exit(0))
`

describe("an engine process", () => {
  let folder: string
  let told: Record<string, string>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "nestfolio-guard-"))
    writeFileSync(join(folder, "attempts.ts"), attempts)
    await build({
      configFile: false,
      logLevel: "silent",
      build: {
        ssr: join(folder, "attempts.ts"),
        outDir: join(folder, "out"),
        rollupOptions: { output: { entryFileNames: "attempts.mjs" } },
      },
    })
    told = await new Promise((done, fail) => {
      const child = fork(join(folder, "out", "attempts.mjs"), { stdio: "pipe" })
      child.once("message", (message) => done(message as Record<string, string>))
      child.once("exit", (code) => fail(new Error(`ended with ${code}`)))
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([
    "net.connect",
    "net.Socket",
    "net.createConnection",
    "net server",
    "tls.connect",
    "dgram",
    "dns.lookup",
    "dns.resolve",
    "dns.promises",
    "dns.Resolver",
    "dns.promises.Resolver",
    "an older dns.Resolver",
    "an older dns.promises.Resolver",
    "a worker thread",
    "fetch",
    "http",
    "https",
    "http2",
  ])("refuses %s", (way) => {
    expect(told[way]).toBe("isolation.network")
  })
  it("refuses every function that asks a name server, by callback and by promise", () => {
    const ways = Object.entries(told).filter(([way]) => way.startsWith("every "))
    expect(ways.length).toBeGreaterThanOrEqual(32)
    expect(ways.filter(([, answer]) => answer !== "isolation.network")).toEqual([])
  })
})
