import type { ArtifactEntry } from "#shared/model/artifact"
import type { FlattenedPortfolio, HoldingPath, HoldingRow } from "#shared/model/holding"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { readBytes } from "#engine/artifacts/disk-read"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"
import type { Undefined } from "#engine/measures/measure"
import { compatibility, tableThere } from "#engine/workspace/compatibility"
import type { StageContext } from "../../context"
import { readJsonArtifact } from "../artifact-json"
import type { Stream } from "../returns/join"

const STAGE = "meta.report"

/** The raw returns that the runs of the sleeves keep of what a run holds. */
export interface PhysicalReturns {
  /** Copies of the tables, one per run of a sleeve that has one. */
  readonly inputs: readonly ArtifactEntry[]
  /** The returns of a held symbol: those of the first sleeve on its paths that has any; else why there are none. */
  of(holding: HoldingRow): Stream | Undefined
}

/** By symbol; only of what is held. */
export type RunReturns = ReadonlyMap<string, Stream> | Undefined

/**
 * Reads the raw returns (`data/returns_matrix`, simple returns of physical symbols, unsigned) of every sleeve
 * that the run's portfolios hold symbols through, each table once whatever the number of risk profiles, and
 * keeps a copy of it. A table that is missing or can't be read is no failure: its symbols have no returns.
 */
export async function readPhysicalReturns(
  context: Pick<StageContext, "workspace" | "directory" | "resolved">,
  riskProfiles: readonly RiskProfile[],
): Promise<Result<PhysicalReturns>> {
  const { workspace, directory } = context
  const { root } = context.resolved
  const runPaths = runPathsBelow(root)
  const held = new Map<string, Set<string>>([...runPaths.values()].map((runPath) => [runPath, new Set()]))
  for (const riskProfile of riskProfiles) {
    const key = { kind: "portfolio_optimized_meta", metaProfile: root.profile, riskProfile } as const
    const portfolio = readJsonArtifact<FlattenedPortfolio>(directory, key)
    if (!portfolio.ok) continue // the section of the risk profile fails with it
    for (const { Symbol: symbol, Net_Weight: net, Paths: paths } of portfolio.value.weights) {
      if (net === 0) continue
      for (const path of paths) held.get(runPaths.get(placeOf(path.sleeves))!)!.add(symbol)
    }
  }

  const returns = new Map<string, RunReturns>()
  const inputs: ArtifactEntry[] = []
  for (const [runPath, symbols] of held) {
    if (symbols.size === 0) continue
    const file = tableThere(`${workspace.root}/${runPath}`, compatibility.returnsMatrix)
    const bytes = file === undefined ? undefined : readBytes(`${workspace.root}/${runPath}/${file}`)
    if (file === undefined || bytes?.ok !== true) {
      returns.set(runPath, { why: "no raw returns in the run of its sleeve" })
      continue
    }
    const extension = file.slice(file.lastIndexOf(".") + 1)
    const kept = directory.keepInput({
      bytes: bytes.value,
      extension,
      origin: `${runPath}/${file}`,
      stage: STAGE,
    })
    if (!kept.ok) return kept
    inputs.push(kept.value)
    const table = await readSeries(bytes.value, file)
    returns.set(
      runPath,
      table.ok ? returnsIn(table.value, symbols) : { why: `${file} of its sleeve can't be read` },
    )
  }
  return ok({
    inputs,
    of: ({ Symbol: symbol, Paths: paths }) =>
      firstWithReturns(
        symbol,
        paths.map(({ sleeves }) => returns.get(runPaths.get(placeOf(sleeves))!)),
      ),
  })
}

/** The run of every atomic sleeve by its place in the tree, depth first in manifest order. */
export function runPathsBelow(node: ResolvedMeta, above: readonly string[] = []): Map<string, string> {
  return new Map(
    node.sleeves.flatMap((sleeve) => {
      const place = [...above, sleeve.id]
      return sleeve.kind === "atomic"
        ? [[placeOf(place), sleeve.runPath] as const]
        : [...runPathsBelow(sleeve.node, place)]
    }),
  )
}

/** Sleeve ids from the root down, as a key. */
export function placeOf(sleeves: HoldingPath["sleeves"]): string {
  return JSON.stringify(sleeves)
}

/** Columns of held symbols without the days on which they have no finite return. */
export function returnsIn({ days, columns }: SeriesTable, symbols: ReadonlySet<string>): RunReturns {
  if (days.some((day, t) => t > 0 && day <= days[t - 1]!)) {
    return { why: "the days of its sleeve's raw returns do not increase" }
  }
  return new Map(
    columns
      .filter(({ name }) => symbols.has(name))
      .map(({ name, values }) => {
        if (values.every(Number.isFinite)) return [name, { id: name, days, values }]
        const known = (_: number, t: number) => Number.isFinite(values[t])
        return [name, { id: name, days: days.filter(known), values: values.filter(known) }]
      }),
  )
}

/** The returns of a symbol from the first run that has any; else why there are none. */
export function firstWithReturns(
  symbol: string,
  runs: readonly (RunReturns | undefined)[],
): ReturnType<PhysicalReturns["of"]> {
  let why = "no raw returns of this symbol"
  for (const run of runs) {
    if (run === undefined) continue
    if ("why" in run) {
      why = run.why
      continue
    }
    const stream = run.get(symbol)
    if (stream !== undefined && stream.days.length > 0) return stream
  }
  return { why }
}
