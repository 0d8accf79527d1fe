"use strict"
/** Electron's command line: electron [-r module] [--inspect=0] [--remote-debugging-port=0] [--switches] <app> [words] */
const fs = require("node:fs")
const path = require("node:path")

function parseCommandLine(words) {
  const parsed = { isVersionAsked: false, preloads: [], switches: [], inspectPort: undefined, debugPort: "0" }
  let target
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]
    const [name, ...value] = word.replace(/^--/, "").split("=")
    if (word === "-r" || word === "--require") {
      index += 1
      parsed.preloads.push(words[index])
    } else if (word === "-v" || word === "--version") parsed.isVersionAsked = true
    else if (name === "inspect" || name === "inspect-brk") parsed.inspectPort = Number(value[0] ?? 9229)
    else if (name === "remote-debugging-port") [parsed.debugPort] = value
    else if (word.startsWith("--")) parsed.switches.push([name, value.join("=")])
    else target ??= word
  }
  return { ...parsed, ...findApp(path.resolve(target ?? ".")) }
}

/** The app's folder, its package.json and its main file: `place` is the folder or the file itself. */
function findApp(place) {
  const isFolder = fs.statSync(place).isDirectory()
  const folder = isFolder ? place : path.dirname(place)
  const file = path.join(folder, "package.json")
  const description = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {}
  return { folder, description, main: isFolder ? path.join(place, description.main || "index.js") : place }
}

module.exports = { parseCommandLine }
