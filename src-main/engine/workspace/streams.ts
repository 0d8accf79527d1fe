import type { StreamChoice } from "#shared/model/decision"
import { failed, ok, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import { listDirectory } from "#engine/artifacts/disk-read"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"
import { sha256Of } from "#engine/artifacts/hash"
import { chooseAmong, type StreamPick, type StreamRequest } from "./stream-choice"
import { readShown } from "./read-shown"
import { flawsOfStream } from "./stream-flaws"
import { type StreamFile, streamFolder, streamsAmong } from "./stream-names"

export type { StreamPick, StreamRequest } from "./stream-choice"

/** A sleeve's stream, ready to be joined: days ascend, none twice, every return is finite. */
export interface LoadedStream {
  readonly series: SeriesTable
  readonly choice: StreamChoice
  readonly pick: StreamPick
  readonly bytes: Uint8Array
}

/** The return streams of a run, by name. */
export function listStreams(runPath: string): StreamFile[] {
  return streamsAmong(listDirectory(`${runPath}/${streamFolder}`))
}

/** Which stream of a run is read for a risk profile (design 5.3). Fails with `stream.missing`. */
export function chooseStream(runPath: string, request: StreamRequest): Result<StreamPick> {
  return chooseAmong(listStreams(runPath), request)
}

/**
 * Chooses and reads a sleeve's stream: one column of simple daily returns over UTC days, put in order of days.
 * Fails with `stream.missing`, `stream.empty`, `stream.notFinite` or `stream.duplicateDay` (with the dates),
 * `file.format` when it has several columns, `file.pickle`, `file.unreadable`.
 */
export async function loadStream(runPath: string, request: StreamRequest): Promise<Result<LoadedStream>> {
  const pick = chooseStream(runPath, request)
  if (!pick.ok) return pick
  const { file } = pick.value
  const bytes = readShown(runPath, request.runPath, file)
  if (!bytes.ok) return bytes
  const where = `${request.runPath}/${file}`
  const table = await readSeries(bytes.value, where)
  if (!table.ok) return table
  const [flaw, ...flaws] = flawsOfStream(table.value, `sleeve ${request.sleeveId}: ${where}`)
  if (flaw !== undefined) return failed(flaw, ...flaws)
  const series = inOrderOfDays(table.value)
  const { requested, used, engine, simulator, candidates } = pick.value
  return ok({
    series,
    pick: pick.value,
    bytes: bytes.value,
    choice: {
      requested,
      used,
      engine,
      simulator,
      file,
      sha256: sha256Of(bytes.value),
      candidates,
      rows: series.days.length,
      first: isoDay(series.days[0]!),
      last: isoDay(series.days.at(-1)!),
      dayRule: series.dayRule,
    },
  })
}

/** The rows by ascending day; the table itself when they already are. */
function inOrderOfDays(table: SeriesTable): SeriesTable {
  const { days, columns } = table
  if (days.every((day, t) => t === 0 || day > days[t - 1]!)) return table
  const order = Array.from(days.keys()).sort((a, b) => days[a]! - days[b]!)
  return {
    ...table,
    days: Int32Array.from(order, (t) => days[t]!),
    columns: columns.map(({ name, values }) => ({
      name,
      values: Float64Array.from(order, (t) => values[t]!),
    })),
  }
}
