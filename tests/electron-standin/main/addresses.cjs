"use strict"
/**
 * app://host/path <-> https://host.app.standin.invalid/path. Stock Chromium can't register a scheme; https keeps the
 * page a secure context, and the name is never resolved because every request is answered by us.
 */
const { state } = require("./state.cjs")

function toReal(url) {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
  if (match === null || !state.schemes.has(match[1])) return url
  return `https://${match[2]}.${match[1]}.standin.invalid${match[3] || "/"}`
}

function toApp(url) {
  const match = /^https:\/\/([^/]*)\.([a-z0-9+-]+)\.standin\.invalid(.*)$/.exec(url)
  return match !== null && state.schemes.has(match[2]) ? `${match[2]}://${match[1]}${match[3]}` : url
}

/** A header's value with the app's own schemes and origins as Chromium knows them. */
function mapHeader(value) {
  let mapped = value
  for (const scheme of state.schemes.keys()) {
    mapped = mapped
      .replace(new RegExp(`(^|[\\s])${scheme}:(?=[\\s;]|$)`, "g"), `$1https://*.${scheme}.standin.invalid`)
      .replace(new RegExp(`(?<![\\w.])${scheme}://([\\w.-]+)`, "g"), `https://$1.${scheme}.standin.invalid`)
  }
  return mapped
}

module.exports = { toReal, toApp, mapHeader }
