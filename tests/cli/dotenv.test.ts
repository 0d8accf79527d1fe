import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("a", everyDay(90))
    .sleeve("b", everyDay(90))
    .meta("m", ["a", "b"])
    .file(".env", "TV_META_ALLOCATION__MIN_WEIGHT=0.05\nTV_META_ALLOCATION__MAX_WEIGHT: 0.4\n")
    .write()
}, 120_000)

afterAll(() => ws.remove())

const told = /^A line of \.env sets nothing.* {2}\[file\.format\]\n {2}where {3}\.env:2$/m

describe("a line of .env that sets nothing", () => {
  it.each([["config", "m"], ["plan", "m"], ["check", "manifest"], ["doctor"]])(
    "is remarked by nestfolio %s",
    async (...call) => {
      const { stderr } = await nestfolio([...call, "--workspace", ws.root])
      expect(stderr).toMatch(told)
    },
  )

  it("is remarked by a run, on stderr and in its ledger, while the other lines count", async () => {
    const { code, data, stderr } = await nestfolioJson([
      "run",
      "m",
      "--run-id",
      "one",
      "--workspace",
      ws.root,
    ])
    expect(code).toBe(0)
    expect(stderr).toMatch(told)
    const folder = join(ws.root, data.run_dir)
    expect(readFileSync(join(folder, "audit.jsonl"), "utf8")).toContain('".env:2"')
    const settings = JSON.parse(readFileSync(join(folder, "config/resolved_manifest.json"), "utf8"))
    expect(settings.meta_allocation.min_weight).toBe(0.05)
    expect(settings.origins["meta_allocation.min_weight"]).toBe(".env")
  })
})
