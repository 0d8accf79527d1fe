import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)))

/** Ways out that no import shows, and figures whose last bit is left open; with the rule that catches each. */
const ways = [
  { text: 'export const a = fetch("http://example.org/")\n', rule: "no-restricted-globals" },
  { text: 'export const a = new WebSocket("ws://example.org/")\n', rule: "no-restricted-globals" },
  { text: 'export const a = globalThis.fetch("http://example.org/")\n', rule: "no-restricted-properties" },
  { text: 'export const a = process.getBuiltinModule("node:fs")\n', rule: "no-restricted-properties" },
  {
    text: 'import process from "node:process"\nexport const { getBuiltinModule } = process\n',
    rule: "no-restricted-properties",
  },
  { text: "export const a = Math.hypot(3, 4)\n", rule: "no-restricted-properties" },
  { text: "export const a = Math.exp(1)\n", rule: "no-restricted-properties" },
] as const

const trees = ["src-main/engine/stages", "src-shared/model"] as const

describe("the lint of the engine and of shared code", () => {
  let folder = ""
  const found = new Map<string, string>()

  /** `npm run lint` on a folder that is laid out as the checkout is, without its types. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "nestfolio lint "))
    await cp(join(root, "configs"), join(folder, "configs"), { recursive: true })
    for (const tree of [...trees, "src-main/cli"]) {
      await mkdir(join(folder, tree), { recursive: true })
      for (const [at, { text }] of ways.entries()) await writeFile(join(folder, tree, `way${at}.ts`), text)
    }
    const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint")
    const args = [oxlint, "-c", "configs/oxlint.json", "--format", "json", "src-shared", "src-main"]
    const stdout = await new Promise<string>((done) => {
      execFile(process.execPath, args, { cwd: folder }, (_, text) => done(text))
    })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }
    for (const { code, filename } of diagnostics) {
      const path = filename.replaceAll("\\", "/")
      found.set(path, `${found.get(path) ?? ""} ${code}`)
    }
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(trees.flatMap((tree) => ways.map((way, at) => ({ ...way, file: `${tree}/way${at}.ts` }))))(
    "catches in $file: $text",
    ({ file, rule }) => {
      expect(found.get(file) ?? "").toContain(rule)
    },
  )

  it("leaves the rest of the program alone", () => {
    expect(found.get("src-main/cli/way0.ts")).toBeUndefined()
  })
})
