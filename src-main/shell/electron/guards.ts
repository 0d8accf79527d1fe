import { app, session, type WebContents } from "electron"
import { mayLoad, mayNavigate } from "../policies/navigation"
import { mayUse } from "../policies/permission"

/** Guards that hold for every page the program ever has; to be called when it is ready. */
export function guardPages(ownOrigin: string): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)))
  defaultSession.setPermissionCheckHandler((_contents, permission) => mayUse(permission))
  defaultSession.setDevicePermissionHandler(({ deviceType }) => mayUse(deviceType))
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, ownOrigin) }))
  app.on("web-contents-created", (_event, contents) => guardPage(contents, ownOrigin))
}

function guardPage(contents: WebContents, ownOrigin: string): void {
  contents.on("will-frame-navigate", (event) => {
    if (!mayNavigate(event.url, ownOrigin)) event.preventDefault()
  })
  // loadURL passes the guards of navigation; where it is sent on from there does not.
  contents.on("will-redirect", (event, url) => {
    if (!mayNavigate(url, ownOrigin)) event.preventDefault()
  })
  contents.on("will-attach-webview", (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: "deny" }))
}
