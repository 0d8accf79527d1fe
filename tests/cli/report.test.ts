import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { currentProcess } from "#engine/artifacts/process-identity"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace
const at = () => ["--workspace", ws.root]
const runPath = () => join(ws.root, "data/artifacts/summaries/runs/one")

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace().sleeve("a", everyDay(90)).sleeve("b", everyDay(90)).meta("m", ["a", "b"]).write()
  await nestfolioJson(["run", "m", "--risk-profiles", "hrp", "--run-id", "one", ...at()])
  rmSync(join(runPath(), "artifacts.json"))
}, 120_000)

afterAll(() => ws.remove())

/** What `report` says of the run when its run.json has these fields. */
async function reportWith(fields: Readonly<Record<string, unknown>>) {
  const path = join(runPath(), "run.json")
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...fields }))
  const { code, data } = await nestfolioJson(["report", "one", ...at()])
  expect(code).toBe(3)
  return data.problems[0]
}

describe("the report of a run that has none", () => {
  it("sends a run that was stopped to resume", async () => {
    const dead = { state: "running", process: { pid: 2 ** 30, started: "never" } }
    expect(await reportWith(dead)).toMatchObject({
      code: "run.incomplete",
      what: "The run did not finish, so it has no report.",
      seen: "state crashed",
      remedy: expect.stringContaining("`nestfolio resume one`"),
    })
    expect(await reportWith({ state: "cancelled" })).toMatchObject({
      code: "run.incomplete",
      seen: "state cancelled",
      remedy: expect.stringContaining("`nestfolio resume one`"),
    })
  })

  it("says to wait for a run that goes on", async () => {
    const alive = { state: "running", process: { ...currentProcess() } }
    expect(await reportWith(alive)).toMatchObject({
      code: "run.incomplete",
      what: "The run still goes on; its report is written at its end.",
      seen: "state running",
    })
  })

  it("says how a run ended that failed", async () => {
    expect(await reportWith({ state: "failed" })).toMatchObject({
      code: "artifact.missing",
      what: "The run wrote no report.",
      seen: "state failed, no report in artifacts.json",
    })
  })

  it("says that an atomic run has no report of its own", async () => {
    const what = "This is an atomic run, which has no report of its own."
    expect(await reportWith({ kind: "atomic" })).toMatchObject({ code: "artifact.missing", what })
    const { data } = await nestfolioJson(["report", "a_run", ...at()])
    expect(data.problems[0]).toMatchObject({ code: "artifact.missing", what })
  })
})
