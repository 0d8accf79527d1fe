import react from "@vitejs/plugin-react"
import { join } from "node:path"
import { defineConfig, type UserConfig } from "vite"
import { outFolder, root } from "./vite.parts"

/** What runs in the window, the same files for both shells. Every address is relative, since origins differ. */
export const rendererConfig: UserConfig = {
  root: join(root, "src-renderer"),
  base: "./",
  logLevel: "warn",
  plugins: [react()],
  // The policy of the page allows no inlined files, and a hash in a name lets a browser keep the file for good.
  build: {
    target: "es2023",
    outDir: join(root, outFolder("renderer")),
    emptyOutDir: true,
    minify: "oxc",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: join(root, "src-renderer", "index.html") },
  },
}

/** Electron is not needed to build the window's files, nor to serve them to a browser. */
export default defineConfig(rendererConfig)
