import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { weekdays } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

describe("doctor", () => {
  let ws: WrittenWorkspace

  beforeAll(async () => {
    buildNestfolio()
    const two = workspace().sleeve("a", weekdays(90)).sleeve("b", weekdays(90))
    ws = await two.meta("m", ["a", "b"]).write()
    const run = ws.runPath("a")
    renameSync(join(run, "data/portfolio_flattened.json"), join(run, "portfolio_flattened.json"))
  }, 120_000)
  afterAll(() => ws.remove())

  it("ends with 0 on a workspace of the platform that can be run, older names and all", async () => {
    const { code, stdout } = await nestfolio(["doctor", ws.root])
    expect(code).toBe(0)
    expect(stdout).toContain("runnable: 1 of 1 meta profiles can be run, 2 runs looked at")
    expect(stdout).toMatch(
      /^found +yes +portfolio_flattened\.json .*older name of data\/portfolio_flattened\.json/m,
    )
  })

  it("is believed by a run, which records the older name in its ledger", async () => {
    const ran = await nestfolio(["run", "m", "--workspace", ws.root, "--run-id", "m1", "--quiet"])
    expect(ran.code).toBe(0)
    const ledger = join(ws.root, "data/artifacts/summaries/runs/m1/audit.jsonl")
    const records = readFileSync(ledger, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(records.filter(({ decision }) => decision === "holdings.older_name")).toMatchObject([
      {
        context: { sleeve: "a" },
        data: { file: "portfolio_flattened.json", today: "data/portfolio_flattened.json" },
      },
    ])
  })

  it("shows a run that was made of a stream which has changed since as stale", async () => {
    const file = "data/artifacts/summaries/runs/a_run/data/returns/custom_cvxportfolio_hrp.parquet"
    const other = file.replace("a_run", "b_run")
    writeFileSync(join(ws.root, file), readFileSync(join(ws.root, other)))
    const { data } = await nestfolioJson(["doctor", ws.root, "--all"])
    const meta = data.runs.find(({ run_id }: { run_id: string }) => run_id === "m1")
    expect(meta.files.filter(({ verdict }: { verdict: string }) => verdict === "stale")).toMatchObject([
      { role: `made of ${file}`, detail: `${file} has changed since the run read it` },
    ])
  })

  it("ends with 3 and says why when a meta profile can't be run", async () => {
    renameSync(join(ws.runPath("b"), "audit.jsonl"), join(ws.runPath("b"), "audit.gone"))
    const { code, data } = await nestfolioJson(["doctor", ws.root])
    expect([code, data.runnable]).toEqual([3, false])
    expect(data.metas[0].because).toContain(
      "data/artifacts/summaries/runs/b_run/audit.jsonl (ledger): missing",
    )
  })

  it("refuses a folder that is not there", async () => {
    expect(await nestfolioJson(["doctor", join(ws.root, "nowhere")])).toMatchObject({
      code: 3,
      data: { problems: [{ code: "workspace.missing" }] },
    })
  })
})
