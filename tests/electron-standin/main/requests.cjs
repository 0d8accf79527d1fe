"use strict"
/**
 * Every request of a page stops here: navigation guards, the session's hooks and the app's own protocol handlers are
 * asked in Electron's order, then it is answered, refused or let through.
 */
const { state, preventable, complain } = require("./state.cjs")
const { mapHeader, toApp } = require("./addresses.cjs")
const { hooks } = state

/** What a request needs to know of its page: `emit`, `id`, the main frame, and addresses that the app itself loads. */
async function answerRequest(page, paused) {
  const { session } = page
  const refuse = (errorReason) =>
    session.send("Fetch.failRequest", { requestId: paused.requestId, errorReason })
  const { request } = paused
  const url = toApp(request.url)
  if (paused.resourceType === "Document" && isRefusedNavigation(page, paused, url)) return refuse("Aborted")
  if (await isCancelled(page, paused, url)) return refuse("BlockedByClient")
  const handler = state.handlers.get(/^[a-z0-9+.-]+(?=:)/i.exec(url)[0])
  if (handler === undefined) {
    const isOwnScheme = url !== request.url
    return isOwnScheme
      ? refuse("Failed")
      : session.send("Fetch.continueRequest", { requestId: paused.requestId })
  }
  // Chromium asks for it, Electron does not.
  if (url.endsWith("/favicon.ico")) {
    return session.send("Fetch.fulfillRequest", { requestId: paused.requestId, responseCode: 204 })
  }
  let response
  try {
    const { method, headers, postData } = request
    response = await handler(new Request(url, { method, headers, body: postData }))
  } catch (error) {
    complain(error)
    return refuse("Failed")
  }
  const headers = await receivedHeaders(page, url, Object.fromEntries(response.headers))
  return session.send("Fetch.fulfillRequest", {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value: mapHeader(value) })),
    body: Buffer.from(await response.arrayBuffer()).toString("base64"),
  })
}

/** will-frame-navigate for every frame, will-navigate for the main one; loadURL passes both, a redirect neither. */
function isRefusedNavigation(page, paused, url) {
  const isMain = paused.frameId === page.mainFrameId
  const isOwn = isMain && page.ours.delete(paused.request.url)
  const event = preventable({ url, isMainFrame: isMain, isSameDocument: false, frame: page.mainFrame })
  if (paused.redirectedRequestId !== undefined) {
    page.emit("will-redirect", event, url, false, isMain)
    return event.defaultPrevented
  }
  if (isOwn) return false
  page.emit("will-frame-navigate", event)
  if (isMain) page.emit("will-navigate", event, url)
  return event.defaultPrevented
}

async function isCancelled(page, paused, url) {
  if (hooks.onBeforeRequest === null) return false
  const details = {
    url,
    method: paused.request.method,
    resourceType: paused.resourceType.toLowerCase(),
    webContentsId: page.id,
  }
  const answer = await new Promise((resolve) => {
    hooks.onBeforeRequest(details, resolve)
  })
  return answer.cancel === true
}

async function receivedHeaders(page, url, headers) {
  if (hooks.onHeadersReceived === null) return headers
  const responseHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  const answer = await new Promise((resolve) => {
    hooks.onHeadersReceived({ url, responseHeaders, webContentsId: page.id }, resolve)
  })
  if (!answer.responseHeaders) return headers
  const joined = (value) => (Array.isArray(value) ? value.join(", ") : value)
  return Object.fromEntries(
    Object.entries(answer.responseHeaders).map(([name, value]) => [name.toLowerCase(), joined(value)]),
  )
}

module.exports = { answerRequest }
