import { rmSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { type RunExplainer, openExplainer } from "#main/desk/explain/explain"
import { runMeta } from "../../flow/run-meta"
import { expectReportToAgree } from "./report-alone"
import { everyDay } from "../../workspaces/days"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../../workspaces/workspace"

let ws: WrittenWorkspace
afterEach(() => ws.remove())

async function write(builder: WorkspaceBuilder): Promise<void> {
  ws = await builder.write()
}

const runPath = (runId: string) => join(ws.root, "data/artifacts/summaries/runs", runId)

async function runAs(
  runId: string,
  meta: string,
  risks: Parameters<typeof runMeta>[2],
): Promise<RunExplainer> {
  await runMeta(ws.root, meta, risks, { runId })
  const opened = openExplainer(runPath(runId))
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return opened.value
}

const explained = (run: RunExplainer, address: string) => {
  const result = run.explain(address)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

const two = () =>
  workspace()
    .sleeve("a", everyDay(120))
    .sleeve("b", everyDay(120))
    .meta("m", ["a", "b"], { allocation: { max_physical_weight: 1 } })

describe("explaining figures of other runs", () => {
  it("tells of weights from the cache that they are, and finds the record that put them into the run", async () => {
    await write(two())
    const first = explained(await runAs("first", "m", ["hrp"]), "hrp.weight.a")
    const again = explained(await runAs("again", "m", ["hrp"]), "hrp.weight.a")
    expect(again.value).toBe(first.value)
    expect(again.artifact).toEqual(first.artifact)
    expect(again.ledger.map(({ step, status }) => [step, status])).toEqual([
      ["stream.chosen", null],
      ["sleeve.included", null],
      ["meta_cache", null],
      ["meta_optimize_hrp", "intent"],
      ["meta_optimize_hrp", "success"],
    ])
    expect(again.inputs.map(({ sha256 }) => sha256)).toEqual(first.inputs.map(({ sha256 }) => sha256))
    expectReportToAgree(runPath("again"), "m")
  })

  it("explains what was solved beside a risk profile that was not", async () => {
    // Without variance hrp has no weights; equal weights need none.
    await write(
      workspace()
        .sleeve("a", everyDay(120))
        .sleeve("flat", everyDay(120), { values: () => 0 })
        .meta("m", ["a", "flat"], { allocation: { max_physical_weight: 1 } }),
    )
    const run = await runAs("half", "m", ["hrp", "equal_weight"])
    expect(explained(run, "equal_weight.weight.a").value).toBe(0.5)
    expect(explained(run, "equal_weight.correlation.a.flat")).toMatchObject({
      value: null,
      why: "one of the two has no spread",
    })
    // Its returns were joined before its weights were refused.
    expect(explained(run, "hrp.alignment.a").value).toBe(0)
    expect(run.explain("hrp.sharpe")).toMatchObject({ ok: false, problems: [{ code: "figure.unknown" }] })
    expectReportToAgree(runPath("half"), "m")
  })

  it("says of equal weights that they stand in for a nested profile", async () => {
    await write(
      two()
        .sleeve("c", everyDay(120))
        .sleeve("flat", everyDay(120), { values: () => 0 })
        .meta("child", ["c", "flat"])
        .meta("parent", ["child", "a"], { allocation: { max_physical_weight: 1, profile: "equal_weight" } }),
    )
    const run = await runAs("proxied", "parent", ["hrp"])
    expect(explained(run, "hrp.weight.child/c")).toMatchObject({
      value: 0.5,
      definition: expect.stringContaining("in place of hrp, which could not be solved"),
    })
    expect(explained(run, "hrp.weight.child").ledger.map(({ step }) => step)).toContain("sleeve.proxy")
    expectReportToAgree(runPath("proxied"), "parent")
  })

  it("keeps sleeves apart whose names look like an address", async () => {
    await write(
      workspace()
        .sleeve("x", everyDay(120), { profile: "x" })
        .sleeve("y", everyDay(120))
        .sleeve("z", everyDay(120))
        .meta("m", [
          { id: "x.y", of: "x" },
          { id: "y.z", of: "y" },
          { id: "x", of: "z" },
        ]),
    )
    const run = await runAs("named", "m", ["equal_weight"])
    const figures = run.list().figures.map(({ figure }) => figure)
    expect(figures).toContain("equal_weight.correlation.x.y%2Ez")
    expect(figures).toContain("equal_weight.correlation.x%2Ey.y%2Ez")
    expect(new Set(figures).size).toBe(figures.length)
    expectReportToAgree(runPath("named"), "m")
  })

  it("says of a run that resolved nothing that it has no figures", async () => {
    await write(two())
    rmSync(ws.runPath("a"), { recursive: true })
    await expect(runAs("lost", "m", ["hrp"])).rejects.toThrow("ended before its sleeves were resolved")
  })
})
