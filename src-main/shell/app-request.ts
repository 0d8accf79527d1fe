import { readBytes } from "#engine/artifacts/disk-read"
import { securityHeaders } from "./content-security"
import { rendererFile } from "./renderer-file"

/** Answers a request for a file of the window's build in `folder`; `host` is the only one that has files. */
export function answerAppRequest(
  folder: string,
  host: string,
  request: { readonly url: string; readonly method: string },
): Response {
  const url = new URL(request.url)
  const isOurs = url.host === host && url.username === "" && url.port === "" && request.method === "GET"
  const file = isOurs ? rendererFile(folder, url.pathname) : undefined
  const bytes = file === undefined ? undefined : readBytes(file.path)
  if (file === undefined || bytes?.ok !== true)
    return new Response(null, { status: 404, headers: securityHeaders })
  const headers = { ...securityHeaders, "content-type": file.mediaType }
  return new Response(new Uint8Array(bytes.value), { headers })
}
