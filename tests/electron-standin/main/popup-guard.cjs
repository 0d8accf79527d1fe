"use strict"
/** Closes the pages that a denied `window.open` made: Chromium opens them before anybody is asked. */
const denied = new Map()
const CLOSE_AFTER_MS = 100

function denyNextPopup(targetId) {
  denied.set(targetId, (denied.get(targetId) || 0) + 1)
}

function attachPopupGuard(chromium) {
  chromium.on("Target.targetCreated", ({ targetInfo }) => {
    const { type, openerId, targetId } = targetInfo
    if (type !== "page" || !openerId || !denied.get(openerId)) return
    denied.set(openerId, denied.get(openerId) - 1)
    // Not at once: Playwright attaches to the new page too, and its opener waits for both.
    setTimeout(() => chromium.send("Target.closeTarget", { targetId }).catch(() => {}), CLOSE_AFTER_MS)
  })
  return chromium.send("Target.setDiscoverTargets", { discover: true })
}

module.exports = { denyNextPopup, attachPopupGuard }
