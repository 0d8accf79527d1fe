import { join } from "node:path"
import { ok, type Result } from "#shared/problem/result"
import { fileExists, readText } from "#engine/artifacts/disk-read"

/** The settings of a workspace's `.env`: NAME=value lines; quotes around a value are taken off. */
export function loadDotenv(workspaceRoot: string): Result<Readonly<Record<string, string>>> {
  const path = join(workspaceRoot, ".env")
  if (!fileExists(path)) return ok({})
  const text = readText(path)
  return text.ok ? ok(parseDotenv(text.value)) : text
}

export function parseDotenv(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const [, name, raw] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name === undefined || raw === undefined) continue
    const quoted = /^(["'])(.*)\1$/.exec(raw)
    values[name] = quoted ? quoted[2]! : raw.replace(/\s+#.*$/, "")
  }
  return values
}
