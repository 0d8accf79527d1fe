import { defineConfig } from "vite"
import { keepsCompiled } from "./compiled/plugin"
import { lazyBuiltins, nodeDefine, outFolder, root, saysCommonJs } from "./vite.parts"

interface Bundle {
  readonly input: string
  readonly file: string
  /** Name of the file to start, where that is not the program itself but what starts it from its compiled form. */
  readonly launcher?: string
}

/** What runs in Node, one program each: `vite build --mode <name>`. */
const bundles: Readonly<Record<string, Bundle>> = {
  cli: { input: "src-main/cli/main.ts", file: "program.js", launcher: "nestfolio.js" },
  engine: { input: "src-main/engine/worker.ts", file: "worker.js" },
}

export default defineConfig(({ mode }) => {
  const bundle = bundles[mode]
  if (bundle === undefined)
    throw new Error(`No bundle "${mode}"; there are ${Object.keys(bundles).join(", ")}`)
  return {
    root,
    define: nodeDefine(),
    logLevel: "warn",
    plugins: [
      lazyBuiltins,
      saysCommonJs,
      bundle.launcher === undefined ? [] : keepsCompiled(bundle.launcher, outFolder(mode)),
    ],
    // `highs` stays in node_modules: it loads its WebAssembly from beside itself.
    ssr: { noExternal: true, external: ["highs"] },
    build: {
      ssr: true,
      target: "node20",
      outDir: outFolder(mode),
      emptyOutDir: true,
      minify: "oxc",
      reportCompressedSize: false,
      rolldownOptions: {
        input: bundle.input,
        // Most wrapped modules are never entered by one command: let V8 compile them when they are.
        optimization: { pifeForModuleWrappers: true },
        // Without splitting, what is behind a dynamic import stays unevaluated until a command asks for it. A kept
        // compilation has lost who answers import(), so that packages outside are required, as late.
        output: {
          format: "cjs",
          codeSplitting: false,
          dynamicImportInCjs: false,
          entryFileNames: bundle.file,
        },
      },
    },
  }
})
