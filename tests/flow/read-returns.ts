import { readFileSync } from "node:fs"
import { join } from "node:path"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"

/** The joined returns that a run wrote. */
export async function readReturns(
  root: string,
  outcome: MetaOutcome,
  meta: string,
  risk: string,
): Promise<SeriesTable> {
  const path = `data/meta_returns_${meta}_${risk}.parquet`
  const table = await readSeries(readFileSync(join(root, outcome.runDir!, path)), path)
  if (!table.ok) throw new Error(JSON.stringify(table.problems))
  return table.value
}
