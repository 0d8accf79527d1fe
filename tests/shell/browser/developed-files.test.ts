import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, it, onTestFinished } from "vitest"
import { developedFiles } from "#main/shell/browser/developed-files"
import { ask, openTab, type Served, served } from "./served"

/** A development server that says what it was asked, and the browser shell before it. */
async function developed(): Promise<Served & { readonly developedPort: number }> {
  const development = createServer((request, response) => {
    response
      .writeHead(200, { "content-type": "text/javascript", "access-control-allow-origin": "*" })
      .end(`${request.method} ${request.url} ${request.headers.cookie ?? "no cookie"}`)
  })
  await new Promise<void>((resolve) => development.listen(0, "127.0.0.1", resolve))
  const { port } = development.address() as AddressInfo
  const server = await served({ files: developedFiles(new URL(`http://127.0.0.1:${port}`)) })
  onTestFinished(async () => {
    await server.stop()
    development.close()
  })
  return { ...server, developedPort: port }
}

describe("files of a development server", () => {
  it("come through, with a policy that gives way for its page and its own socket alone", async () => {
    const at = await developed()
    const { body, headers } = await ask(at, { path: "/main.tsx?t=1" })
    expect(body).toBe("GET /main.tsx?t=1 no cookie")
    expect(headers["content-type"]).toBe("text/javascript")
    const policy = headers["content-security-policy"]
    expect(policy).toContain("script-src 'self' 'unsafe-inline';")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${at.developedPort};`)
    expect(policy).toContain("default-src 'none';")
    expect(headers["access-control-allow-origin"]).toBeUndefined()
  })

  it("stand behind the same checks", async () => {
    const at = await developed()
    expect((await ask(at, { host: "evil.example" })).status).toBe(421)
    expect((await ask(at, { method: "POST" })).status).toBe(405)
    expect(await openTab(at, { token: "A".repeat(43) })).toBe(403)
    expect(await openTab(at, { origin: "http://evil.example" })).toBe(403)
  })

  it("never come from another machine than this one", async () => {
    const server = await served({ files: developedFiles(new URL("http://evil.example:1")) })
    onTestFinished(() => server.stop())
    expect((await ask(server)).status).toBe(502)
  })
})
