import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ask, type Served, served } from "./served"

let server: Served

beforeAll(async () => {
  server = await served()
})
afterAll(() => server.stop())

describe("the files of the window", () => {
  it("come with the policy of the page and the other guards", async () => {
    const { status, headers, body } = await ask(server)
    expect(status).toBe(200)
    expect(body).toContain("<title>window</title>")
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    })
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'",
    )
    expect(headers["set-cookie"]).toBeUndefined()
  })

  it("are kept by no cache, as the next server on this port may be somebody else's", async () => {
    for (const path of ["/", "/assets/index-abc.js"]) {
      expect((await ask(server, { path })).headers["cache-control"]).toBe("no-store")
    }
  })

  it("answer HEAD with the same headers and nothing after them", async () => {
    const { status, headers, body } = await ask(server, { path: "/assets/index-abc.js", method: "HEAD" })
    expect({ status, body, length: headers["content-length"] }).toEqual({
      status: 200,
      body: "",
      length: "9",
    })
  })

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])("refuse %s", async (method) => {
    const { status, headers } = await ask(server, { method })
    expect(status).toBe(405)
    expect(headers["allow"]).toBe("GET, HEAD")
  })

  it.each([
    "/../secret.js",
    "/assets/../../secret.js",
    "/%2e%2e/secret.js",
    "/%2e%2e%2fsecret.js",
    "/..%2fsecret.js",
    "/%252e%252e%252fsecret.js",
    "/..%5csecret.js",
    "/..\\secret.js",
    "/assets/..;/../secret.js",
    "//../secret.js",
    "/index.html%00.js",
    "/%00",
    "/%ff",
    "/%",
    "/assets",
    "/assets/",
    "/.",
    "/index.html/",
    "http://127.0.0.1/../secret.js",
    "*",
  ])("give nothing for %s", async (path) => {
    const { status, body } = await ask(server, { path })
    expect({ status, body }).toEqual({ status: 404, body: "" })
  })

  it("pass over what stands after a question mark", async () => {
    expect((await ask(server, { path: "/index.html?../secret.js" })).status).toBe(200)
  })
})
