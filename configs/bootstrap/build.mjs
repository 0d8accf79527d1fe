import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { bundlesOf } from "./bundles.mjs"
import { runNode } from "./child.mjs"
import { root } from "./paths.mjs"
import { timed } from "./say.mjs"
import { contentFingerprint, quickFingerprint, sourceFiles } from "./sources.mjs"

const out = join(root, "out")

/** Two at a time: one build keeps about one core busy. */
const SIDE_BY_SIDE = 2

/** Builds of these bundles (all, without names) what is not built from the sources as they are. */
export async function buildWhenNeeded(names) {
  const fingerprints = new Map()
  const stale = bundlesOf(names).filter((bundle) => {
    const key = bundle.trees.join()
    if (!fingerprints.has(key)) fingerprints.set(key, fingerprintOf(bundle))
    return !isCurrent(bundle, fingerprints.get(key))
  })
  await buildAll(stale, fingerprints)
}

/** Builds these bundles (all, without names). */
export async function build(names) {
  const bundles = bundlesOf(names)
  await buildAll(bundles, new Map(bundles.map((bundle) => [bundle.trees.join(), fingerprintOf(bundle)])))
}

function fingerprintOf({ trees }) {
  const files = sourceFiles(trees)
  let content
  return {
    quick: quickFingerprint(files),
    content: () => (content ??= contentFingerprint(files)),
  }
}

const stampOf = ({ name }) => join(out, `.${name}.json`)

function isCurrent(bundle, { quick, content }) {
  if (!existsSync(join(out, bundle.name, bundle.file)) || !existsSync(stampOf(bundle))) return false
  const last = JSON.parse(readFileSync(stampOf(bundle), "utf8"))
  if (last.quick === quick) return true
  if (last.content !== content()) return false
  writeStamp(bundle, { quick, content })
  return true
}

function writeStamp(bundle, { quick, content }) {
  const fresh = `${stampOf(bundle)}-${process.pid}`
  writeFileSync(fresh, JSON.stringify({ quick, content: content() }))
  renameSync(fresh, stampOf(bundle))
}

async function buildAll(bundles, fingerprints) {
  const waiting = [...bundles]
  const worker = async () => {
    for (let bundle = waiting.shift(); bundle !== undefined; bundle = waiting.shift()) {
      const current = bundle
      await timed(`building ${current.what}`, () => make(current))
      writeStamp(current, fingerprints.get(current.trees.join()))
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker))
}

/** Builds beside its place and moves file by file, so that a running program never sees half a build. */
async function make({ name, file, tool, args, env }) {
  const fresh = join("out", `.${name}-${process.pid}`)
  const from = join(root, fresh)
  try {
    const { code, output } = await runNode(tool(), args, {
      env: { ...env, NESTFOLIO_OUT: fresh, NO_COLOR: "1" },
      capture: true,
    })
    if (code !== 0) throw new Error(`vite could not build "${name}":\n${withoutStack(output)}`)
    moveInto(from, join(out, name), file)
  } finally {
    rmSync(from, { recursive: true, force: true })
  }
}

/** `last` goes last, since it names the other files; what the new build does not have goes after it. */
function moveInto(from, place, last) {
  const files = filesBelow(from).sort((a, b) => Number(a === last) - Number(b === last))
  for (const file of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true })
    renameSync(join(from, file), join(place, file))
  }
  for (const old of filesBelow(place)) if (!files.includes(old)) rmSync(join(place, old), { force: true })
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
}

function withoutStack(output) {
  return output
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .join("\n")
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { installWhenNeeded } = await import("./dependencies.mjs")
  const { whole } = await import("./whole.mjs")
  const names = process.argv.slice(2).filter((argument) => argument !== "--when-needed")
  await whole(async () => {
    await installWhenNeeded()
    await (process.argv.includes("--when-needed") ? buildWhenNeeded(names) : build(names))
    return 0
  })
}
