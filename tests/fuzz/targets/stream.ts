import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { loadStream } from "#engine/workspace/streams"
import { mutateBytes } from "../mutate/bytes"
import { type KnownTable, knownTable, sameNumber } from "../mutate/table"
import type { Random } from "../random"
import { flawOfResult, type Target } from "../target"

/** `loadStream`: what is not one finite return a day is refused, the rest is what was written, in order of days. */
export const streamTarget: Target = {
  name: "stream",
  share: 14,
  open: async () => {
    const runPath = mkdtempSync(join(tmpdir(), "nestfolio-fuzz-"))
    mkdirSync(join(runPath, "data/returns"), { recursive: true })
    return {
      try: (random) => tryOne(runPath, random),
      close: () => rmSync(runPath, { recursive: true, force: true }),
    }
  },
}

const settings = metaAllocationSchema.parse({ backtest: {} })
const request = { sleeveId: "a", runPath: "runs/a", riskProfile: "hrp", settings } as const

async function tryOne(runPath: string, random: Random): Promise<string | undefined> {
  const table = knownTable(random)
  const isMutated = random.chance(0.5)
  const bytes = isMutated ? mutateBytes(table.bytes, random) : table.bytes
  const file = join(runPath, `data/returns/custom_cvxportfolio_hrp.${table.extension}`)
  writeFileSync(file, bytes)
  try {
    const loaded = await loadStream(runPath, request)
    if (!isMutated && !loaded.ok && table.ordinary) {
      return `an ordinary stream is refused: ${JSON.stringify(loaded.problems)}`
    }
    return flawOfResult(loaded, ({ series, choice }) => {
      const { days, columns } = series
      const values = columns[0]!.values
      if (columns.length !== 1 || values.length !== days.length || days.length === 0)
        return "no single stream"
      if (choice.rows !== days.length) return `${choice.rows} rows told, ${days.length} read`
      for (let t = 0; t < days.length; t++) {
        if (!Number.isFinite(values[t])) return `${values[t]} at row ${t} passed`
        if (t > 0 && !(days[t]! > days[t - 1]!)) return `day ${days[t]} follows ${days[t - 1]}`
      }
      return isMutated ? undefined : differenceFrom(table, days, values)
    })
  } finally {
    rmSync(file)
  }
}

function differenceFrom(
  { rows, bytes }: KnownTable,
  days: Int32Array,
  values: Float64Array,
): string | undefined {
  if (rows === null) return `a stream that can't be read is read: ${new TextDecoder().decode(bytes)}`
  if (days.length !== rows.days.length) return `${days.length} rows of ${rows.days.length}`
  const written = new Map(Array.from(rows.days, (day, t) => [day, rows.values[t]!]))
  for (let t = 0; t < days.length; t++) {
    if (!sameNumber(values[t], written.get(days[t]!))) {
      return `${values[t]} on day ${days[t]}, written was ${written.get(days[t]!)}`
    }
  }
  return undefined
}
