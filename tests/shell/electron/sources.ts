import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../../..", import.meta.url))

/** Path relative to the checkout -> text, of every TypeScript file below a folder. */
export function sourcesBelow(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) for (const [name, text] of sourcesBelow(path)) files.set(name, text)
    else if (/\.tsx?$/.test(entry.name)) files.set(path, readFileSync(join(root, path), "utf8"))
  }
  return files
}

/** Files in whose code a pattern occurs; comments don't count. */
export function filesWith(sources: ReadonlyMap<string, string>, pattern: RegExp): readonly string[] {
  return [...sources].filter(([, text]) => pattern.test(withoutComments(text))).map(([path]) => path)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "")
}

export function linesOf(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0)
}
