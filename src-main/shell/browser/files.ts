import type { IncomingMessage, ServerResponse } from "node:http"
import { readBytes } from "#engine/artifacts/disk-read"
import { securityHeaders } from "../content-security"
import { rendererFile } from "../renderer-file"

/** Answers a request that passed the checks of its Host and method. */
export type FileServer = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Serves the files of the window's build. Nothing is stored by the browser, files with a hash in their name neither:
 * a port belongs to whoever listens on it at the time, and what another server left under this address in the
 * browser's cache must not be taken for ours.
 */
export function builtFiles(folder: string): FileServer {
  return (request, response) => {
    const file = rendererFile(folder, pathOf(request))
    const bytes = file === undefined ? undefined : readBytes(file.path)
    if (file === undefined || bytes?.ok !== true) {
      refuseRequest(response, 404)
      return
    }
    response.writeHead(200, {
      ...securityHeaders,
      "cache-control": "no-store",
      "content-type": file.mediaType,
      "content-length": bytes.value.length,
    })
    response.end(request.method === "HEAD" ? undefined : bytes.value)
  }
}

/** The path of a request's target as it was written; a target of another form gives one that leads nowhere. */
export function pathOf(request: IncomingMessage): string {
  const [path = ""] = (request.url ?? "").split("?", 1)
  return path.startsWith("/") ? path : "/.."
}

/** An answer without content. */
export function refuseRequest(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { ...securityHeaders, "cache-control": "no-store", "content-length": 0, ...headers })
    .end()
}
