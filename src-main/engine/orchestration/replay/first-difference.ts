import { isoDay } from "#shared/quantity/day"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"

/**
 * Where two artifacts of one name first differ, in the terms of their format: the path of a JSON value, the day
 * and column of a table, the line of a text, else the byte. Undefined when the bytes are equal.
 */
export async function firstDifference(
  path: string,
  recorded: Uint8Array,
  replayed: Uint8Array,
): Promise<string | undefined> {
  const byte = differingByte(recorded, replayed)
  if (byte === undefined) return undefined
  const inTerms = path.endsWith(".json")
    ? inJson(recorded, replayed)
    : path.endsWith(".parquet")
      ? await inTable(path, recorded, replayed)
      : inText(recorded, replayed)
  return inTerms ?? `byte ${byte} of ${recorded.length}, replayed ${replayed.length} bytes`
}

function differingByte(a: Uint8Array, b: Uint8Array): number | undefined {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i
  return a.length === b.length ? undefined : shorter
}

function inJson(a: Uint8Array, b: Uint8Array): string | undefined {
  try {
    return inValue("", JSON.parse(textOf(a)), JSON.parse(textOf(b)))
  } catch {
    return inText(a, b)
  }
}

/** Keys in the order of the recorded value, then those that only the replayed one has. */
function inValue(path: string, a: unknown, b: unknown): string | undefined {
  if (isContainer(a) && isContainer(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const step = Array.isArray(a) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`
      const found = inValue(step, a[key], b[key])
      if (found !== undefined) return found
    }
    return undefined
  }
  return Object.is(a, b) ? undefined : `${path}: ${shown(a)}, replayed ${shown(b)}`
}

async function inTable(path: string, a: Uint8Array, b: Uint8Array): Promise<string | undefined> {
  const [recorded, replayed] = [await readSeries(a, path), await readSeries(b, path)]
  if (!recorded.ok || !replayed.ok) return undefined
  return inSeries(recorded.value, replayed.value)
}

function inSeries(a: SeriesTable, b: SeriesTable): string | undefined {
  const names = ({ columns }: SeriesTable) => columns.map(({ name }) => name).join(", ")
  if (names(a) !== names(b)) return `columns ${names(a)}, replayed ${names(b)}`
  for (let t = 0; t < Math.max(a.days.length, b.days.length); t++) {
    const [day, other] = [a.days[t], b.days[t]]
    if (day !== other) return `row ${t}: ${shownDay(day)}, replayed ${shownDay(other)}`
    for (const [c, { name, values }] of a.columns.entries()) {
      const [value, replayed] = [values[t], b.columns[c]!.values[t]]
      if (!Object.is(value, replayed)) {
        return `${shownDay(day)}, column ${name}: ${shown(value)}, replayed ${shown(replayed)}`
      }
    }
  }
  return undefined
}

function inText(a: Uint8Array, b: Uint8Array): string | undefined {
  const [recorded, replayed] = [textOf(a).split("\n"), textOf(b).split("\n")]
  const at = recorded.findIndex((line, i) => line !== replayed[i])
  const line = at === -1 ? recorded.length : at
  return `line ${line + 1}: ${shown(recorded[line])}, replayed ${shown(replayed[line])}`
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
}

function shown(value: unknown): string {
  const text = Object.is(value, -0) ? "-0" : (JSON.stringify(value) ?? "nothing")
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}

function shownDay(day: number | undefined): string {
  return day === undefined ? "nothing" : isoDay(day)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
