import { defineConfig } from "vite"
import { lazyBuiltins, nodeDefine, outFolder, root, saysCommonJs } from "./vite.parts"

/** What runs in Node, one file each: `vite build --mode <name>`. */
const bundles: Readonly<Record<string, { readonly input: string; readonly file: string }>> = {
  cli: { input: "src-main/cli/main.ts", file: "nestfolio.js" },
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
    plugins: [lazyBuiltins, saysCommonJs],
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
        // Without splitting, what is behind a dynamic import stays unevaluated until a command asks for it.
        output: { format: "cjs", codeSplitting: false, entryFileNames: bundle.file },
      },
    },
  }
})
