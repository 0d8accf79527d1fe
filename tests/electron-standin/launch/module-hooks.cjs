"use strict"
/** Makes `require("electron")` and `import "electron"` give the stand-in. */
const Module = require("node:module")

const asked = /^electron(\/(main|common))?$/

function offerElectron(electron) {
  const load = Module._load
  Module._load = function loadOrStandIn(request, ...rest) {
    return asked.test(request) ? electron : load.call(this, request, ...rest)
  }
  globalThis[Symbol.for("electron.standin")] = electron
  const exported = Object.keys(electron).map((name) => `export const ${name} = e.${name};`)
  const module = dataUrl(
    `const e = globalThis[Symbol.for("electron.standin")]; export default e; ${exported.join(" ")}`,
  )
  Module.register(
    dataUrl(`export async function resolve(asked, context, next) {
      return ${asked}.test(asked) ? { url: ${JSON.stringify(module)}, shortCircuit: true } : next(asked, context)
    }`),
  )
}

const dataUrl = (source) => `data:text/javascript,${encodeURIComponent(source)}`

module.exports = { offerElectron }
