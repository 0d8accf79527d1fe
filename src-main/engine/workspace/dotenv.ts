import { join } from "node:path"
import { type Problem, problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import { fileExists, readText } from "#engine/artifacts/disk-read"
import type { SettingLayers } from "./settings"

export interface Dotenv {
  readonly values: Readonly<Record<string, string>>
  /** Lines that set nothing and are no comment. */
  readonly warnings: readonly Problem[]
}

/**
 * What lies above the manifest: the workspace's `.env`, the environment and the command's own settings (or a
 * form's). Fails when `.env` can't be read.
 */
export function loadLayers(
  workspaceRoot: string,
  { environment }: Pick<SettingLayers, "environment">,
  command: SettingLayers["command"] = {},
): Result<SettingLayers & { readonly unread: readonly Problem[] }> {
  const path = join(workspaceRoot, ".env")
  const text = fileExists(path) ? readText(path) : ok("")
  if (!text.ok) return text
  const { values, warnings } = parseDotenv(text.value)
  return ok({ dotenv: values, environment, command, unread: warnings })
}

/** NAME=value lines; quotes around a value are taken off. */
export function parseDotenv(text: string): Dotenv {
  const values: Record<string, string> = {}
  const warnings: Problem[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue
    const [, name, raw] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    const value = raw === undefined ? undefined : valueOf(raw)
    if (name === undefined || value === undefined) warnings.push(unreadLine(index + 1, line, name))
    else values[name] = value
  }
  return { values, warnings }
}

/** Undefined when a quote is opened and not closed. */
function valueOf(raw: string): string | undefined {
  const [, , quoted] = /^(["'])(.*?)\1(?:\s*|\s+#.*)$/.exec(raw) ?? []
  if (quoted !== undefined) return quoted
  return /^["']/.test(raw) ? undefined : raw.replace(/\s+#.*$/, "")
}

/** What stands in the line is not repeated: it may be a secret. */
function unreadLine(line: number, text: string, name: string | undefined): Problem {
  return problem("file.format", {
    what: "A line of .env sets nothing, because it is not of the form NAME=value.",
    where: `.env:${line}`,
    seen: `${text.trim().length} characters ${name === undefined ? "without NAME=" : `that set ${name} to a quote without its end`}`,
    remedy: "Write NAME=value on one line, or begin a comment with #.",
  })
}
