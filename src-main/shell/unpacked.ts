import { join } from "node:path"

/**
 * The file of the engine process, beside the build in `folder`. Of a packaged program it lies outside of the archive,
 * where its WebAssembly can be read as plain files.
 */
export function engineFile(folder: string): string {
  return join(folder.replace(/app\.asar(?=$|[\\/])/, "app.asar.unpacked"), "engine", "worker.js")
}
