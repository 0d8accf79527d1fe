import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build, type Plugin } from "vite"
import { built, root } from "./sample"

/** One change of the sources, or of the way they are built. */
export interface Mutation {
  /** The changed file, from the checkout's root. */
  readonly file: string
  readonly from: string
  readonly to: string
  /** As the preload would be built by mistake. */
  readonly preloadFormat?: "es"
  /** Left out of the preload's bundle by mistake. */
  readonly preloadExternal?: string
}

/** Builds the desktop program with one mutation into a folder of its own, which is an app for Electron. */
export async function buildMutant(
  mutation: Mutation,
): Promise<{ readonly app: string; readonly remove: () => void }> {
  const app = mkdtempSync(join(tmpdir(), "nestfolio-mutant-"))
  const source = readFileSync(join(root, mutation.file), "utf8")
  if (source.split(mutation.from).length !== 2)
    throw new Error(`${mutation.from} is not once in ${mutation.file}`)
  let replaced = 0
  const mutate: Plugin = {
    name: "mutate",
    enforce: "pre",
    transform(code, id) {
      if (id !== join(root, mutation.file)) return null
      replaced += 1
      return code.replace(mutation.from, mutation.to)
    },
  }
  mkdirSync(join(app, "out"))
  for (const part of ["renderer", "engine"]) symlinkSync(built(part), join(app, "out", part), "dir")
  const description = {
    name: "nestfolio",
    productName: "Nestfolio",
    version: "0.0.0",
    main: "out/main/index.js",
  }
  writeFileSync(join(app, "package.json"), JSON.stringify(description))
  await bundle(mutate, join(app, "out", "main"), "src-main/shell/electron/index.ts", "index.js", "cjs", [])
  const { preloadFormat = "cjs", preloadExternal } = mutation
  const external = preloadExternal === undefined ? [] : [preloadExternal]
  await bundle(
    mutate,
    join(app, "out", "preload"),
    "src-main/preload.ts",
    "index.cjs",
    preloadFormat,
    external,
  )
  if (replaced === 0) throw new Error(`${mutation.file} is not part of the program`)
  return { app, remove: () => rmSync(app, { recursive: true, force: true }) }
}

async function bundle(
  mutate: Plugin,
  outDir: string,
  input: string,
  file: string,
  format: "cjs" | "es",
  external: readonly string[],
): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: "error",
    plugins: [mutate],
    define: { __NESTFOLIO_COMMIT__: '"mutant"' },
    ssr: { noExternal: true, external: ["electron", "highs", ...external] },
    build: {
      ssr: true,
      target: "node20",
      outDir,
      minify: false,
      rolldownOptions: { input, output: { format, codeSplitting: false, entryFileNames: file } },
    },
  })
}
