"use strict"
/** Puts the page's half of the stand-in, and the app's preload bundle, into every new document of a window. */
const fs = require("node:fs")
const crypto = require("node:crypto")
const { standinCodec } = require("../codec.cjs")
const { standinBridge } = require("../page/bridge.cjs")
const { standinEmitter } = require("../page/emitter.cjs")
const { standinMain } = require("../page/main-world.cjs")
const { standinPorts } = require("../page/ports.cjs")
const { standinPreload } = require("../page/preload-world.cjs")

const WORLD = "Electron Isolated Context"
const BINDING = "__standinSend"

/** As in Electron a preload runs in the top frame only. */
const topOnly = (body) =>
  `(()=>{ if (window !== window.top || location.href === "about:blank") return;\n${body}\n})()`

const textOf = (...functions) => functions.map((each) => each.toString()).join(";")

const preloadGlobals = "require,process,exports,module,global,setImmediate,clearImmediate"

async function injectPreload(session, preferences) {
  const nonce = crypto.randomUUID()
  await session.send("Page.addScriptToEvaluateOnNewDocument", {
    source: topOnly(`${textOf(standinBridge, standinMain)};standinMain("${nonce}")`),
  })
  if (!preferences.preload) return
  const info = {
    platform: process.platform,
    arch: process.arch,
    versions: process.versions,
    env: {},
    argv: [...process.argv.slice(0, 1), ...(preferences.additionalArguments || [])],
    preloadPath: preferences.preload,
  }
  const bundle = `function(${preloadGlobals}){${fs.readFileSync(preferences.preload, "utf8")}\n}`
  const parts = textOf(standinCodec, standinBridge, standinEmitter, standinPorts, standinPreload)
  await session.send("Runtime.addBinding", { name: BINDING, executionContextName: WORLD })
  await session.send("Page.addScriptToEvaluateOnNewDocument", {
    worldName: WORLD,
    source: topOnly(`${parts};standinPreload("${nonce}","${BINDING}",${JSON.stringify(info)},${bundle})`),
  })
}

module.exports = { injectPreload, WORLD, BINDING }
