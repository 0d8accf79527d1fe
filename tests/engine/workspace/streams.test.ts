import { expect, test } from "vitest"
import type { RiskProfile } from "#shared/model/risk-profile"
import { parseIsoDay } from "#shared/quantity/day"
import { chooseStream, listStreams, loadStream, type StreamRequest } from "#engine/workspace/streams"
import { everyDay, weekdays } from "../../workspaces/days"
import type { SleeveOptions, StreamOptions } from "../../workspaces/options"
import { workspace } from "../../workspaces/workspace"
import { built, problemsOf, valueOf } from "./built"

const days = everyDay(4)

async function runWith(options: SleeveOptions, covered = days): Promise<string> {
  const { written } = await built(workspace().sleeve("a", covered, options))
  return written.runPath("a")
}

function request(riskProfile: RiskProfile, settings: Partial<StreamRequest["settings"]> = {}): StreamRequest {
  return {
    sleeveId: "a",
    runPath: "data/artifacts/summaries/runs/a_run",
    riskProfile,
    settings: { stream: {}, stream_profiles: {}, allow_stream_substitution: false, ...settings },
  }
}

const stream = (engine: string, simulator: string, risk: string): StreamOptions => ({
  engine,
  simulator,
  risk,
})

test("skfolio's stream comes first, the others by name, and all are told", async () => {
  const run = await runWith({
    streams: [
      stream("custom", "vectorbt", "hrp"),
      stream("custom", "cvxportfolio", "hrp"),
      stream("skfolio", "vectorbt", "hrp"),
    ],
  })
  expect(valueOf(chooseStream(run, request("hrp")))).toEqual({
    requested: "hrp",
    used: "hrp",
    substitution: "none",
    engine: "skfolio",
    simulator: "vectorbt",
    file: "data/returns/skfolio_vectorbt_hrp.parquet",
    candidates: [
      "data/returns/skfolio_vectorbt_hrp.parquet",
      "data/returns/custom_cvxportfolio_hrp.parquet",
      "data/returns/custom_vectorbt_hrp.parquet",
    ],
  })
})

test("engine and simulator can be asked for, and are never given up", async () => {
  const run = await runWith({
    streams: [stream("custom", "cvxportfolio", "hrp"), stream("skfolio", "vectorbt", "hrp")],
  })
  expect(valueOf(chooseStream(run, request("hrp", { stream: { engine: "Custom" } })))).toMatchObject({
    engine: "custom",
  })
  expect(
    problemsOf(
      chooseStream(run, request("hrp", { stream: { engine: "skfolio", simulator: "cvxportfolio" } })),
    ),
  ).toMatchObject([
    {
      code: "stream.missing",
      what: "A sleeve has no return stream for hrp, engine skfolio, simulator cvxportfolio.",
      seen: "custom_cvxportfolio_hrp, skfolio_vectorbt_hrp",
    },
  ])
})

test("erc and risk_parity are one", async () => {
  const run = await runWith({ streams: [stream("custom", "cvxportfolio", "erc")] })
  expect(valueOf(chooseStream(run, request("risk_parity")))).toMatchObject({
    used: "risk_parity",
    substitution: "none",
    file: "data/returns/custom_cvxportfolio_erc.parquet",
  })
})

test("a risk profile is not mistaken for the tail of another's name", async () => {
  const run = await runWith({ streams: [stream("custom", "cvxportfolio", "min_variance")] })
  expect(listStreams(run).map(({ name }) => name)).toEqual(["custom_cvxportfolio_min_variance"])
  expect(chooseStream(run, request("inverse_variance")).ok).toBe(false)
})

test("the platform's alias files are no streams", async () => {
  const { written } = await built(
    workspace()
      .sleeve("a", days, { streams: [stream("custom", "cvxportfolio", "hrp")] })
      .file("data/artifacts/summaries/runs/a_run/data/returns/min_variance.parquet", "alias")
      .file("data/artifacts/summaries/runs/a_run/data/returns/hrp.parquet", "alias"),
  )
  expect(listStreams(written.runPath("a")).map(({ name }) => name)).toEqual(["custom_cvxportfolio_hrp"])
})

test("of a stream in two formats the one that can be read is taken", async () => {
  const { written } = await built(
    workspace()
      .sleeve("a", days, { risks: ["hrp"], format: "csv" })
      .file("data/artifacts/summaries/runs/a_run/data/returns/custom_cvxportfolio_hrp.pkl", "pickle"),
  )
  expect(listStreams(written.runPath("a"))).toEqual([
    { name: "custom_cvxportfolio_hrp", file: "data/returns/custom_cvxportfolio_hrp.csv" },
  ])
})

test("a missing stream is a problem that shows what there is", async () => {
  const run = await runWith({ risks: ["min_variance"] })
  expect(problemsOf(chooseStream(run, request("hrp")))).toMatchObject([
    {
      code: "stream.missing",
      where: "sleeve a: data/artifacts/summaries/runs/a_run/data/returns",
      seen: "custom_cvxportfolio_min_variance",
      remedy: expect.stringContaining("stream_profiles"),
    },
  ])
})

test("stream_profiles names the source of a stream that is lacking, and only then", async () => {
  const lacking = await runWith({ risks: ["hrp"] })
  const settings = { stream_profiles: { herc: "hrp" } }
  expect(valueOf(chooseStream(lacking, request("herc", settings)))).toMatchObject({
    requested: "herc",
    used: "hrp",
    substitution: "configured",
  })
  const having = await runWith({ risks: ["hrp", "herc"] })
  expect(valueOf(chooseStream(having, request("herc", settings)))).toMatchObject({
    used: "herc",
    substitution: "none",
  })
})

test("stream_profiles knows both names of risk parity", async () => {
  const run = await runWith({ risks: ["risk_parity"] })
  const settings = { stream_profiles: { min_cvar: "erc" } }
  expect(valueOf(chooseStream(run, request("min_cvar", settings)))).toMatchObject({ used: "risk_parity" })
})

test.each([
  [["barbell", "max_sharpe", "min_variance"], "min_variance"],
  [["barbell", "equal_weight", "max_sharpe"], "max_sharpe"],
  [["barbell", "equal_weight"], "equal_weight"],
  [["barbell"], "barbell"],
])("where substitution is allowed, of %j the platform takes %s", async (risks, used) => {
  const run = await runWith({ risks })
  expect(valueOf(chooseStream(run, request("hrp", { allow_stream_substitution: true })))).toMatchObject({
    requested: "hrp",
    used,
    substitution: "allowed",
  })
})

test("a stream is read with what was chosen, its hash, rows, first and last day", async () => {
  const run = await runWith({ risks: ["hrp"], values: [0.01, -0.02, 0.03, 0] })
  const { series, choice } = valueOf(await loadStream(run, request("hrp")))
  expect([...series.columns[0]!.values]).toEqual([0.01, -0.02, 0.03, 0])
  expect(choice).toMatchObject({
    requested: "hrp",
    used: "hrp",
    engine: "custom",
    simulator: "cvxportfolio",
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    rows: 4,
    first: "2025-01-01",
    last: "2025-01-04",
    dayRule: "dates",
  })
})

test("stamps at an hour of the day are UTC days", async () => {
  const run = await runWith({ risks: ["hrp"], stamps: { hour: 16 } }, weekdays(3))
  const { series, choice } = valueOf(await loadStream(run, request("hrp")))
  expect([...series.days]).toEqual(["2025-01-01", "2025-01-02", "2025-01-03"].map(parseIsoDay))
  expect(choice.dayRule).toBe("utc-date")
})

test("values that are no numbers are refused with their dates", async () => {
  const run = await runWith({ risks: ["hrp"], plant: { at: 2, value: Number.NaN } })
  expect(problemsOf(await loadStream(run, request("hrp")))).toMatchObject([
    {
      code: "stream.notFinite",
      where:
        "sleeve a: data/artifacts/summaries/runs/a_run/data/returns/custom_cvxportfolio_hrp.parquet: 2025-01-03",
      seen: "2025-01-03 NaN",
    },
  ])
})

test("an infinite return is refused too", async () => {
  const run = await runWith({ risks: ["hrp"], plant: { at: 0, value: Number.POSITIVE_INFINITY } })
  expect(problemsOf(await loadStream(run, request("hrp")))[0]).toMatchObject({
    code: "stream.notFinite",
    seen: "2025-01-01 Infinity",
  })
})

test("a long list of dates is cut and counted", async () => {
  const run = await runWith({ risks: ["hrp"], values: () => Number.NaN }, everyDay(9))
  expect(problemsOf(await loadStream(run, request("hrp")))[0].seen).toMatch(/^2025-01-01 NaN, .* and 4 more$/)
})

test("a day that is written twice is refused with its date", async () => {
  const run = await runWith({ risks: ["hrp"], duplicateAt: 1 })
  expect(problemsOf(await loadStream(run, request("hrp")))).toMatchObject([
    {
      code: "stream.duplicateDay",
      seen: "2025-01-02",
      where: expect.stringMatching(/hrp\.parquet: 2025-01-02$/),
    },
  ])
})

test("two stamps of one UTC day are one day twice", async () => {
  const csv = "date,hrp\n2025-01-01 01:00:00,0.1\n2025-01-01 13:00:00,0.2\n"
  const { written } = await built(
    workspace()
      .sleeve("a", days, { streams: [] })
      .file("data/artifacts/summaries/runs/a_run/data/returns/custom_x_hrp.csv", csv),
  )
  expect(problemsOf(await loadStream(written.runPath("a"), request("hrp")))[0]).toMatchObject({
    code: "stream.duplicateDay",
    seen: "2025-01-01",
  })
})

test("rows that are out of order are put in order of days", async () => {
  const csv = "date,hrp\n2025-01-03,0.3\n2025-01-01,0.1\n2025-01-02,0.2\n"
  const { written } = await built(
    workspace()
      .sleeve("a", days, { streams: [] })
      .file("data/artifacts/summaries/runs/a_run/data/returns/custom_x_hrp.csv", csv),
  )
  const { series, choice } = valueOf(await loadStream(written.runPath("a"), request("hrp")))
  expect([...series.columns[0]!.values]).toEqual([0.1, 0.2, 0.3])
  expect(choice).toMatchObject({ first: "2025-01-01", last: "2025-01-03" })
})

test("an empty stream and one of several columns are refused", async () => {
  const returns = "data/artifacts/summaries/runs/a_run/data/returns"
  const { written } = await built(
    workspace()
      .sleeve("a", days, { streams: [] })
      .file(`${returns}/custom_x_hrp.csv`, "date,hrp\n")
      .file(`${returns}/custom_x_herc.csv`, "date,one,two\n2025-01-01,0.1,0.2\n"),
  )
  const run = written.runPath("a")
  expect(problemsOf(await loadStream(run, request("hrp")))[0].code).toBe("stream.empty")
  expect(problemsOf(await loadStream(run, request("herc")))[0]).toMatchObject({
    code: "file.format",
    seen: "2 columns: one, two",
  })
})

test("a pickle is never read: the problem says how to convert it", async () => {
  const run = await runWith({ risks: ["hrp"], format: "pkl" })
  expect(problemsOf(await loadStream(run, request("hrp")))[0]).toMatchObject({
    code: "file.pickle",
    remedy: expect.stringContaining("to_parquet"),
  })
})
