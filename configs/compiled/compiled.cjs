/**
 * Starts program.js beside it, compiled from what `keep.mjs` kept in program.cache: V8 parses and compiles less, which
 * is a fifth of a small run. Without the cache, or with one of another program or another V8, all goes as it would.
 */
"use strict"

const { readFileSync } = require("node:fs")
const { createRequire, wrap } = require("node:module")
const path = require("node:path")
const { constants, Script } = require("node:vm")

const program = path.join(__dirname, "program.js")
const cache = path.join(__dirname, "program.cache")

/** The first line of program.js is a comment with the hash of the rest, and the cache begins with the same. */
const MARK = 2 + 64

function compile() {
  const source = readFileSync(program, "utf8")
  const cachedData = keptFor(source.slice(0, MARK))
  return new Script(wrap(source), {
    filename: program,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
}

function keptFor(mark) {
  try {
    const bytes = readFileSync(cache)
    return bytes.toString("latin1", 0, MARK) === mark ? bytes.subarray(MARK) : undefined
  } catch {
    return undefined
  }
}

function start(script = compile()) {
  const own = { exports: {} }
  script.runInThisContext()(own.exports, createRequire(program), own, program, __dirname)
}

module.exports = { MARK, cache, compile, program, start }
