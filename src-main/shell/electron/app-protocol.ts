import { protocol } from "electron"
import { answerAppRequest } from "../app-request"

const scheme = "app"
const host = "nestfolio"
export const appOrigin = `${scheme}://${host}`

/** To be called before the program is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** Answers the window's requests with the files of `folder`, and nothing else. */
export function serveRenderer(folder: string): void {
  protocol.handle(scheme, (request) => answerAppRequest(folder, host, request))
}
