import { afterEach, expect, it } from "vitest"
import { replayRun } from "#engine/orchestration/replay/replay"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { runMeta } from "./run-meta"

let ws: WrittenWorkspace
afterEach(() => ws.remove())

const RUNS = "data/artifacts/summaries/runs"

function nested() {
  return workspace()
    .sleeve("a", everyDay(90), { format: "pkl", risks: ["hrp", "equal_weight"] })
    .sleeve("b", everyDay(90))
    .sleeve("c", everyDay(90), {
      streams: [{ risk: "hrp", format: "pkl" }, { risk: "equal_weight" }, { risk: "min_variance" }],
    })
    .meta("inner", ["b", "c"])
    .meta("outer", ["a", "inner"])
    .file(`${RUNS}/c_run/data/returns/custom_cvxportfolio_equal_weight.pkl`, "converted already")
    .file(`${RUNS}/b_run/data/synthetic_returns.pkl`, "converted already")
}

it("a run tells once every pickle of its closure and the one command that converts them all", async () => {
  ws = await nested().write()
  const { problems, riskProfiles } = await runMeta(ws.root, "outer", ["hrp", "equal_weight"])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({
    code: "file.pickle",
    where: "the sleeves of outer",
    seen: `3 pickles: ${[
      `${RUNS}/a_run/data/returns/custom_cvxportfolio_equal_weight.pkl`,
      `${RUNS}/a_run/data/returns/custom_cvxportfolio_hrp.pkl`,
      `${RUNS}/c_run/data/returns/custom_cvxportfolio_hrp.pkl`,
    ].join(", ")}`,
  })
  expect(problems[0]!.remedy).toContain(
    `for g in ['${RUNS}/a_run/data/returns/*.pkl', '${RUNS}/c_run/data/returns/*.pkl'] for f in glob.glob(g)`,
  )
  expect(riskProfiles.map(({ risk_profile: risk, state }) => [risk, state])).toEqual([
    ["hrp", "failed"],
    ["equal_weight", "failed"],
  ])
})

it("risk profiles that need no pickle run all the same", async () => {
  ws = await nested().write()
  const { riskProfiles } = await runMeta(ws.root, "inner", ["hrp", "equal_weight"])
  expect(riskProfiles.map(({ problems }) => problems.map(({ code }) => code))).toEqual([["file.pickle"], []])
})

it("the refusal is replayed as it was", async () => {
  ws = await nested().write()
  const { runDir } = await runMeta(ws.root, "outer", ["hrp", "equal_weight"])
  const replayed = await replayRun({
    runPath: `${ws.root}/${runDir}`,
    clock: () => "2040-01-01T00:00:00.000Z",
    programVersion: "0.0.0-test",
    onProgress: () => {},
    signal: new AbortController().signal,
  })
  expect(replayed).toMatchObject({ ok: true, value: { recomputed: true, findings: [] } })
})
