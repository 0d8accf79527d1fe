/**
 * `node keep.mjs FOLDER ARGUMENTS...`: runs the program built in a folder once and keeps beside it what V8 compiled of
 * it on the way, for `compiled.cjs`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

const [node, , folder, ...args] = process.argv
const { MARK, cache, compile, program, start } = createRequire(import.meta.url)(join(folder, "compiled.js"))

const script = compile()
process.argv = [node, program, ...args]
start(script)
process.on("exit", (code) => {
  if (code !== 0) return
  const mark = readFileSync(program).subarray(0, MARK)
  writeFileSync(cache, Buffer.concat([mark, script.createCachedData()]))
})
