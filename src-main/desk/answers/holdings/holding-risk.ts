import type { HoldingRow } from "#shared/model/holding"
import type { ResolvedMeta } from "#shared/model/resolved"
import { ok, type Result } from "#shared/problem/result"
import { readListed } from "#engine/artifacts/listed-artifact"
import { readSeries } from "#engine/artifacts/formats/series"
import { riskOfHoldings } from "#engine/stages/meta/report/holdings-risk"
import {
  firstWithReturns,
  placeOf,
  returnsIn,
  runPathsBelow,
  type RunReturns,
} from "#engine/stages/meta/report/physical-returns"
import { compatibility } from "#engine/workspace/compatibility"
import type { KeptRun } from "../runs/kept-run"

/** The risk shares of a run's holdings, as its report has those of the largest. */
export type HoldingRisks = ReturnType<typeof riskOfHoldings>

/**
 * Risk shares of every holding from the copies of raw returns that the run kept, so that they are the report's
 * whatever became of the sleeves' runs since. Fails with `artifact.changed` or `artifact.missing` for a copy.
 */
export async function holdingRisks(
  run: KeptRun,
  root: ResolvedMeta,
  holdings: readonly HoldingRow[],
): Promise<Result<HoldingRisks>> {
  const runPaths = runPathsBelow(root)
  const held = new Map<string, Set<string>>()
  for (const { Symbol: symbol, Net_Weight: net, Paths: paths } of holdings) {
    if (net === 0) continue
    for (const { sleeves } of paths) {
      const runPath = runPaths.get(placeOf(sleeves))
      if (runPath !== undefined) held.set(runPath, (held.get(runPath) ?? new Set()).add(symbol))
    }
  }
  const returns = new Map<string, RunReturns>()
  for (const [runPath, symbols] of held) {
    const read = await keptReturns(run, runPath, symbols)
    if (!read.ok) return read
    returns.set(runPath, read.value)
  }
  const risks = riskOfHoldings(holdings, {
    inputs: [],
    of: ({ Symbol: symbol, Paths: paths }) =>
      firstWithReturns(
        symbol,
        paths.map(({ sleeves }) => returns.get(runPaths.get(placeOf(sleeves)) ?? "")),
      ),
  })
  return ok(risks)
}

/** Without its ending: a table may stand in any format that is read. */
const tableName = compatibility.returnsMatrix.file.replace(/parquet$/, "")

async function keptReturns(
  run: KeptRun,
  runPath: string,
  symbols: ReadonlySet<string>,
): Promise<Result<RunReturns>> {
  const entry = run.entries.find(
    ({ kind, origin }) => kind === "input" && origin?.startsWith(`${runPath}/${tableName}`) === true,
  )
  if (entry === undefined) return ok({ why: "no raw returns in the run of its sleeve" })
  const bytes = readListed(run.path, entry)
  if (!bytes.ok) return bytes
  const table = await readSeries(bytes.value, entry.path)
  return ok(
    table.ok ? returnsIn(table.value, symbols) : { why: "the raw returns of its sleeve can't be read" },
  )
}
