import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ask, letIn, openTab, type Served, served } from "./served"

let server: Served

beforeAll(async () => {
  server = await served()
})
afterAll(() => server.stop())

describe("the address", () => {
  it("is on the loopback interface and carries 256 bits in its fragment", () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}$/)
    expect(Buffer.from(server.token, "base64url")).toHaveLength(32)
  })

  it("is new with every start", async () => {
    const other = await served()
    expect(other.token).not.toBe(server.token)
    await other.stop()
  })
})

describe("the Host of a request", () => {
  it.each(["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:5000"])("may be %s", async (host) => {
    expect((await ask(server, { host })).status).toBe(200)
  })

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:80",
    "0.0.0.0",
    "127.0.0.1:80:80",
  ])("may not be %s", async (host) => {
    const answer = await ask(server, { host })
    expect(answer.status).toBe(421)
    expect(answer.body).toBe("")
  })
})

describe("the socket", () => {
  it("opens for the page with the token, with the protocol's name alone", async () => {
    const { socket } = await letIn(server)
    expect(socket.protocol).toBe("nestfolio")
    socket.close()
  })

  it("opens through a tunnel on another port", async () => {
    const tab = await openTab(server, { host: "localhost:9999", origin: "http://localhost:9999" })
    expect(tab).toHaveProperty("socket")
    if (typeof tab !== "number") tab.socket.close()
  })

  it.each([
    ["another token", { token: "A".repeat(43) }],
    ["a shorter token", { token: "A" }],
    ["no token", { protocols: ["nestfolio"] }],
    ["no protocol", { protocols: [] }],
    ["another page of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page elsewhere", { origin: "http://evil.example" }],
    ["a page that has no origin", { origin: "null" }],
    ["the right place by https", { origin: "https://127.0.0.1" }],
  ])("stays shut for %s", async (_, told) => {
    expect(await openTab(server, told)).toBe(403)
  })

  it("stays shut for a name that was bent to this machine", async () => {
    expect(await openTab(server, { host: "evil.example", origin: "http://evil.example" })).toBe(421)
  })

  it("stays shut for more protocols than the two", async () => {
    expect(await openTab(server, { protocols: ["nestfolio", server.token, "more"] })).toBe(403)
  })

  it("is at one path alone", async () => {
    expect(await openTab(server, { path: "/other" })).toBe(404)
  })
})
