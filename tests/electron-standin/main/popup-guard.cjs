"use strict"
/** Closes the pages that a denied `window.open` made: Chromium opens them before anybody is asked. */
const denied = new Map()

/** A page is closed so long after Playwright attached to it, or when nobody did: until then its opener stands still. */
const AFTER_ATTACHED_MS = 100
const AT_LATEST_MS = 1500

function denyNextPopup(targetId) {
  denied.set(targetId, (denied.get(targetId) || 0) + 1)
}

function attachPopupGuard(chromium) {
  const closing = new Map()
  const closeAfter = (targetId, milliseconds) => {
    clearTimeout(closing.get(targetId))
    const close = () => chromium.send("Target.closeTarget", { targetId }).catch(() => {})
    closing.set(targetId, setTimeout(close, milliseconds))
  }
  chromium.on("Target.targetCreated", ({ targetInfo }) => {
    const { type, openerId, targetId, attached } = targetInfo
    if (type !== "page" || !openerId || !denied.get(openerId)) return
    denied.set(openerId, denied.get(openerId) - 1)
    closeAfter(targetId, attached ? AFTER_ATTACHED_MS : AT_LATEST_MS)
  })
  chromium.on("Target.targetInfoChanged", ({ targetInfo: { targetId, attached } }) => {
    if (attached && closing.has(targetId)) closeAfter(targetId, AFTER_ATTACHED_MS)
  })
  chromium.on("Target.targetDestroyed", ({ targetId }) => {
    clearTimeout(closing.get(targetId))
    closing.delete(targetId)
  })
  return chromium.send("Target.setDiscoverTargets", { discover: true })
}

module.exports = { denyNextPopup, attachPopupGuard }
