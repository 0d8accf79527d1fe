import { execFileSync } from "node:child_process"
import { isBuiltin } from "node:module"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin } from "vite"

/** What runs in Node, one file each: `vite build --mode <name>`. */
const bundles: Readonly<Record<string, { readonly input: string; readonly file: string }>> = {
  cli: { input: "src-main/cli/main.ts", file: "nestfolio.js" },
  engine: { input: "src-main/engine/worker.ts", file: "worker.js" },
}

/** CommonJS starts faster than a module in Node, and the checkout's package.json says "module". */
const saysCommonJs: Plugin = {
  name: "says-commonjs",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' })
  },
}

const builtinPrefix = "\0builtin:"

/** A module of Node is loaded with the first module that uses it, not with the file: half of the start-up. */
const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  enforce: "pre",
  resolveId: (id) => (isBuiltin(id) ? `${builtinPrefix}${id}` : null),
  load: (id) =>
    id.startsWith(builtinPrefix)
      ? `module.exports = process.getBuiltinModule(${JSON.stringify(id.slice(builtinPrefix.length))})`
      : null,
}

/** The checkout's commit, marked when the sources differ from it; every run's ledger names it. */
function commitOf(root: string): string {
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()
  try {
    const changed = git("status", "--porcelain", "--", "src-main", "src-shared", "package.json") !== ""
    return `${git("rev-parse", "--short=12", "HEAD")}${changed ? "-changed" : ""}`
  } catch {
    return "unknown"
  }
}

export default defineConfig(({ mode }) => {
  const bundle = bundles[mode]
  if (bundle === undefined)
    throw new Error(`No bundle "${mode}"; there are ${Object.keys(bundles).join(", ")}`)
  const root = fileURLToPath(new URL("..", import.meta.url))
  return {
    root,
    define: { __NESTFOLIO_COMMIT__: JSON.stringify(commitOf(root)) },
    logLevel: "warn",
    plugins: [lazyBuiltins, saysCommonJs],
    // `highs` stays in node_modules: it loads its WebAssembly from beside itself.
    ssr: { noExternal: true, external: ["highs"] },
    build: {
      ssr: true,
      target: "node20",
      outDir: process.env["NESTFOLIO_OUT"] ?? `out/${mode}`,
      emptyOutDir: true,
      minify: "oxc",
      reportCompressedSize: false,
      rolldownOptions: {
        input: bundle.input,
        // Most wrapped modules are never entered by one command: let V8 compile them when they are.
        optimization: { pifeForModuleWrappers: true },
        // Without splitting, what is behind a dynamic import stays unevaluated until a command asks for it.
        output: { format: "cjs", codeSplitting: false, entryFileNames: bundle.file },
      },
    },
  }
})
