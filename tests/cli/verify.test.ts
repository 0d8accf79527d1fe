import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace().sleeve("a", everyDay(100)).write()
}, 120_000)

afterAll(() => ws.remove())

describe("nestfolio verify on a sleeve's run of the Python platform", () => {
  it("says that it is judged by its ledger alone", async () => {
    const ended = await nestfolio(["verify", "a_run", "--workspace", ws.root])
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(
      /^verified: \d+ records, judged by its ledger alone: it lists no artifacts, head /,
    )
  })

  it("names the first record that was changed, and ends with 6", async () => {
    const path = join(ws.runPath("a"), "audit.jsonl")
    const lines = readFileSync(path, "utf8").split("\n")
    writeFileSync(path, lines.with(2, lines[2]!.replace('"custom"', '"custOm"')).join("\n"))
    const ended = await nestfolioJson(["verify", "a_run", "--workspace", ws.root])
    expect(ended).toMatchObject({
      code: 6,
      data: { verified: false, records: 2, problems: [{ code: "ledger.broken", where: `${path}:3` }] },
    })
  })
})
