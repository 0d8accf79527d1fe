import { defineConfig } from "electron-vite"
import { rendererConfig } from "./configs/vite.renderer.config"
import { lazyBuiltins, nodeDefine, saysCommonJs } from "./configs/vite.parts"

// The bootstrap builds the three parts one by one, beside their places.
const place = (name: string): string => process.env["NESTFOLIO_OUT"] ?? `out/${name}`
const part = process.env["NESTFOLIO_PART"]

/** One CommonJS file without packages beside it: quick to start, and all that a sandboxed preload may be. */
const oneFile = { format: "cjs", codeSplitting: false } as const

const main = {
  define: nodeDefine(),
  logLevel: "warn" as const,
  plugins: [lazyBuiltins, saysCommonJs],
  build: {
    outDir: place("main"),
    minify: "oxc" as const,
    externalizeDeps: false,
    rolldownOptions: {
      input: "src-main/shell/electron/index.ts",
      external: ["electron", "highs"],
      output: { ...oneFile, entryFileNames: "index.js" },
    },
  },
}

const preload = {
  logLevel: "warn" as const,
  build: {
    outDir: place("preload"),
    minify: "oxc" as const,
    externalizeDeps: false,
    rolldownOptions: {
      input: "src-main/preload.ts",
      external: ["electron"],
      output: { ...oneFile, entryFileNames: "index.cjs" },
    },
  },
}

/** Everything of the desktop window, or the part that `NESTFOLIO_PART` names. */
export default defineConfig({
  ...(part === undefined || part === "main" ? { main } : {}),
  ...(part === undefined || part === "preload" ? { preload } : {}),
  ...(part === undefined ? { renderer: rendererConfig } : {}),
})
