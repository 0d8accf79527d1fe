import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DateDay, Float64, Table, tableToIPC, vectorFromArray } from "apache-arrow"
import { expect, test } from "vitest"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import { testSigns } from "#engine/stages/meta/sign-test/sign-test"
import { noLayers } from "#engine/workspace/settings"
import { daysOf, everyDay } from "../../../../workspaces/days"
import type { HoldingOptions, SleeveOptions } from "../../../../workspaces/options"
import { workspace, type WorkspaceBuilder } from "../../../../workspaces/workspace"
import { type Built, built, valueOf } from "../../../workspace/built"

const days = everyDay(20)

async function signsOf({ workspace: opened, loaded }: Built, meta = "m", atol = 0) {
  const request = { workspace: opened, loaded, metaProfile: meta, layers: noLayers, executed: new Map() }
  const resolved = valueOf(resolveMeta(request))
  return valueOf(await testSigns(resolved, opened, { riskProfile: "hrp", atol }))
}

const one = (options: SleeveOptions): WorkspaceBuilder =>
  workspace().sleeve("a", days, options).meta("m", ["a"])

async function findingsOf(options: SleeveOptions) {
  return (await signsOf(await built(one(options)))).result
}

/** A run with these columns in place of its own synthetic and raw returns. */
async function withReturns(
  synthetic: Record<string, number[]>,
  raw: Record<string, number[]>,
  holdings: readonly HoldingOptions[] = [{ symbol: "X:A", net: 1 }],
) {
  const made = await built(one({ holdings }))
  const run = made.written.runPath("a")
  const table = (columns: Record<string, number[]>) =>
    seriesToParquet({
      days: daysOf("2025-01-01", "2025-01-02"),
      columns: Object.entries(columns).map(([name, values]) => ({ name, values: Float64Array.from(values) })),
    })
  writeFileSync(join(run, "data/synthetic_returns.parquet"), table(synthetic))
  writeFileSync(join(run, "data/returns_matrix.parquet"), table(raw))
  return made
}

test("long and short atoms that are what they say pass, and what was tested is told", async () => {
  const made = await built(
    workspace()
      .sleeve("a", days, { direction: "long" })
      .sleeve("b", days, { direction: "short" })
      .meta("m", ["a", "b"]),
  )
  const { result, inputs } = await signsOf(made)
  expect(result).toEqual({
    errors: 0,
    warnings: 0,
    findings: [],
    tested: [
      { sleeve: "m/a", run_id: "a_run", atoms: 2 },
      { sleeve: "m/b", run_id: "b_run", atoms: 2 },
    ],
  })
  expect(inputs.map(({ path }) => path).slice(0, 4)).toEqual([
    "data/artifacts/summaries/runs/a_run/data/synthetic_returns.parquet",
    "data/artifacts/summaries/runs/a_run/data/returns_matrix.parquet",
    "data/artifacts/summaries/runs/a_run/data/portfolio_candidates.json",
    "data/artifacts/summaries/runs/a_run/data/portfolio_optimized_v2.json",
  ])
})

test("a short atom is the raw return inverted, with a loss of at most everything", async () => {
  const made = await withReturns({ "X:A_trend_SHORT": [-1, 0.25] }, { "X:A": [1.5, -0.25] }, [
    { symbol: "X:A", net: -1 },
  ])
  expect((await signsOf(made)).result.findings).toEqual([])
})

test("a short atom that was not inverted is an error with its day", async () => {
  const made = await withReturns({ "X:A_trend_SHORT": [0.25, 0] }, { "X:A": [0.25, 0] }, [
    { symbol: "X:A", net: -1 },
  ])
  expect((await signsOf(made)).result).toMatchObject({
    errors: 1,
    findings: [
      {
        level: "ERROR",
        code: "SIGNTEST_SHORT_NOT_INVERTED",
        run_id: "a_run",
        symbol: "X:A_trend_SHORT",
        message: "differs from -min(X:A, 1) by up to 0.5, on 2025-01-01 (tolerance 0)",
      },
    ],
  })
})

test("a long atom that differs from its raw returns is an error, unless within the tolerance", async () => {
  const made = await built(
    one({ holdings: [{ symbol: "X:A", net: 1 }], tamperAtom: { atom: "X:A_trend_LONG", by: 1e-9 } }),
  )
  expect((await signsOf(made)).result.findings.map(({ code }) => code)).toEqual(["SIGNTEST_LONG_MISMATCH"])
  expect((await signsOf(made, "m", 1e-8)).result.findings).toEqual([])
})

test("days without a number are left out, but not all of them", async () => {
  const some = await withReturns({ "X:A_trend_LONG": [Number.NaN, 0.1] }, { "X:A": [0.2, 0.1] })
  expect((await signsOf(some)).result.findings).toEqual([])
  const none = await withReturns({ "X:A_trend_LONG": [Number.NaN, Number.NaN] }, { "X:A": [0.2, 0.1] })
  expect((await signsOf(none)).result.findings).toMatchObject([
    { code: "SIGNTEST_LONG_MISMATCH", message: "no day on which it can be compared with X:A" },
  ])
})

test("the physical symbol comes from the candidates, not from cutting the atom's name", async () => {
  const result = await findingsOf({
    holdings: [
      { symbol: "X:A_B_C", net: 0.5 },
      { symbol: "X:A", net: -0.5 },
    ],
  })
  expect(result).toMatchObject({ errors: 0, tested: [{ atoms: 2 }] })
})

test("without candidates the longest raw column that begins the name is meant", async () => {
  const result = await findingsOf({
    holdings: [
      { symbol: "X:A_B", net: 0.5 },
      { symbol: "X:A", net: -0.5 },
    ],
    lacks: ["candidates"],
  })
  expect(result).toMatchObject({ errors: 0, tested: [{ atoms: 2 }] })
})

test.each([
  ["synthetic", "SIGNTEST_MISSING_SYNTHETIC"],
  ["raw", "SIGNTEST_MISSING_RAW"],
  ["optimized", "SIGNTEST_OPTIMIZER_MISSING"],
] as const)("missing evidence is an error, not a pass: %s", async (lack, code) => {
  expect(await findingsOf({ lacks: [lack] })).toMatchObject({
    errors: 1,
    findings: [{ level: "ERROR", code, run_id: "a_run" }],
  })
})

/** Raw returns of X:A on the first two days of 2025. */
function arrowOf(values: readonly number[]): Uint8Array {
  const dates = [new Date("2025-01-01"), new Date("2025-01-02")]
  const columns = {
    date: vectorFromArray(dates, new DateDay()),
    "X:A": vectorFromArray(values, new Float64()),
  }
  return tableToIPC(new Table(columns), "file")
}

test("tables are read as Parquet, Arrow, Feather or CSV, the first of them that is there", async () => {
  const made = await withReturns({ "X:A_trend_LONG": [0.5, 0.25] }, { "X:A": [0.5, 0.25] })
  const data = join(made.written.runPath("a"), "data")
  const forms = {
    csv: "date,X:A\n2025-01-01,0.5\n2025-01-02,0.25\n",
    feather: arrowOf([0.5, 0.25]),
    arrow: arrowOf([0.5, 0.125]),
  }
  const seen = async () => {
    const { result, inputs } = await signsOf(made)
    const raw = inputs.find(({ path }) => path.includes("returns_matrix"))
    return [raw?.path.split(".").at(-1), result.errors]
  }
  expect(await seen()).toEqual(["parquet", 0])
  for (const [form, bytes] of Object.entries(forms))
    writeFileSync(join(data, `returns_matrix.${form}`), bytes)
  expect(await seen()).toEqual(["parquet", 0])
  rmSync(join(data, "returns_matrix.parquet"))
  expect(await seen()).toEqual(["arrow", 1])
  rmSync(join(data, "returns_matrix.arrow"))
  expect(await seen()).toEqual(["feather", 0])
  rmSync(join(data, "returns_matrix.feather"))
  expect(await seen()).toEqual(["csv", 0])

  const synthetic = "date,X:A_trend_LONG\n2025-01-01,0.5\n2025-01-02,0.125\n"
  rmSync(join(data, "synthetic_returns.parquet"))
  writeFileSync(join(data, "synthetic_returns.csv"), synthetic)
  expect((await signsOf(made)).result.findings.map(({ code }) => code)).toEqual(["SIGNTEST_LONG_MISMATCH"])
})

test("an unreadable table is missing evidence", async () => {
  const made = await built(one({}))
  writeFileSync(join(made.written.runPath("a"), "data/returns_matrix.parquet"), "no parquet")
  expect((await signsOf(made)).result.findings.map(({ code }) => code)).toEqual(["SIGNTEST_MISSING_RAW"])
})

test("an atom without raw returns, and a run without atoms, are errors", async () => {
  const lost = await withReturns({ "X:A_trend_LONG": [0, 0] }, { "X:OTHER": [0, 0] })
  expect((await signsOf(lost)).result.findings).toMatchObject([
    {
      level: "ERROR",
      code: "SIGNTEST_MISSING_PHYSICAL_COL",
      symbol: "X:A_trend_LONG",
      message: "no raw returns of X:A",
    },
  ])
  const none = await withReturns({ "X:A": [0, 0] }, { "X:A": [0, 0] })
  expect((await signsOf(none)).result.findings).toMatchObject([{ level: "ERROR", code: "SIGNTEST_NO_ATOMS" }])
})

const optimized = (assets: unknown) => JSON.stringify({ profiles: { hrp: { assets } } })

test.each([
  [{ Symbol: "X:A_trend_SHORT", Weight: 0.4, Net_Weight: -0.4, Direction: "LONG" }, 1],
  [{ Symbol: "X:A_trend_SHORT", Weight: 0.4, Net_Weight: 0.4, Direction: "SHORT" }, 1],
  [{ Symbol: "X:A_trend_SHORT", Weight: 0.4, Net_Weight: -1e-13, Direction: "LONG" }, 0],
  [{ Symbol: "X:A_trend_LONG", Weight: 0.4, Net_Weight: -0.4, Direction: "SHORT" }, 0],
])("the optimiser must see short atoms as long positions: %j", async (asset, errors) => {
  const made = await built(one({ holdings: [{ symbol: "X:A", net: -1 }] }))
  writeFileSync(join(made.written.runPath("a"), "data/portfolio_optimized_v2.json"), optimized([asset]))
  const { result } = await signsOf(made)
  expect(result.findings.map(({ code }) => code)).toEqual(
    Array(errors).fill("SIGNTEST_OPTIMIZER_NOT_NORMALIZED"),
  )
})

test("weights that can't be read, or lack the risk profile, are errors", async () => {
  const made = await built(one({}))
  const file = join(made.written.runPath("a"), "data/portfolio_optimized_v2.json")
  writeFileSync(file, "{")
  expect((await signsOf(made)).result.findings.map(({ code }) => code)).toEqual(["SIGNTEST_OPTIMIZER_PARSE"])
  writeFileSync(file, '{"profiles": {"max_sharpe": {"assets": []}}}')
  expect((await signsOf(made)).result.findings).toMatchObject([
    { code: "SIGNTEST_OPTIMIZER_MISSING", message: expect.stringContaining("only for max_sharpe") },
  ])
})

test("nested sleeves and sleeves without a pin are tested too", async () => {
  const made = await built(
    workspace()
      .sleeve("a", days)
      .sleeve("bad", days, { lacks: ["synthetic"] })
      .meta("inner", ["a", "bad"], { pinned: false })
      .meta("m", ["inner", "a"]),
  )
  const { result } = await signsOf(made)
  expect(result.findings).toMatchObject([{ code: "SIGNTEST_MISSING_SYNTHETIC", run_id: "bad_run" }])
  expect(result.tested.map(({ sleeve, run_id }) => [sleeve, run_id])).toEqual([
    ["inner/a", "a_run"],
    ["inner/bad", "bad_run"],
    ["m/a", "a_run"],
  ])
})

test("a run that several sleeves share is read once", async () => {
  const made = await built(
    workspace()
      .sleeve("a", days)
      .meta("m", ["a", { id: "again", of: "a" }]),
  )
  const { inputs, result } = await signsOf(made)
  expect(inputs).toHaveLength(4)
  expect(result.tested).toHaveLength(2)
})

test("a run that vanished after it was resolved is an error", async () => {
  const made = await built(one({}))
  const request = {
    workspace: made.workspace,
    loaded: made.loaded,
    metaProfile: "m",
    layers: noLayers,
    executed: new Map(),
  }
  const resolved = valueOf(resolveMeta(request))
  rmSync(made.written.runPath("a"), { recursive: true })
  const { result } = valueOf(await testSigns(resolved, made.workspace, { riskProfile: "hrp" }))
  expect(result).toMatchObject({ errors: 2, tested: [{ atoms: 0 }] })
})
