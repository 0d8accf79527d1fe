import { request as forward } from "node:http"
import { contentSecurityPolicy, securityHeaders } from "../content-security"
import { type FileServer, refuseRequest } from "./files"

/**
 * Serves what a development server builds on the fly, behind the same checks as ever. Its page holds a script in its
 * text and talks to the server itself, so the policy allows these two, here alone. `server` must be on this machine.
 */
export function developedFiles(server: URL): FileServer {
  const headers = { ...securityHeaders, "content-security-policy": policyFor(server) }
  return (request, response) => {
    const onward = forward(
      new URL(`http://127.0.0.1:${server.port}${request.url?.startsWith("/") === true ? request.url : "/"}`),
      { method: request.method, headers: { accept: request.headers.accept ?? "*/*", host: server.host } },
      (answer) => {
        const { "content-type": type = "application/octet-stream" } = answer.headers
        response.writeHead(answer.statusCode ?? 502, {
          ...headers,
          "content-type": type,
          "cache-control": "no-store",
        })
        answer.pipe(response)
      },
    )
    onward.on("error", () => refuseRequest(response, 502))
    onward.end()
  }
}

function policyFor({ port }: URL): string {
  return contentSecurityPolicy
    .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", `connect-src 'self' ws://127.0.0.1:${port}`)
}
