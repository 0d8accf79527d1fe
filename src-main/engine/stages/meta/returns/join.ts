import type { Alignment } from "#shared/model/alignment"

/** A sleeve's return stream: days strictly increase, values are finite fractions. */
export interface Stream {
  readonly id: string
  readonly days: Int32Array
  readonly values: Float64Array
}

export type JoinPolicy = Alignment["join"]

/** Streams on their common days. */
export interface Joined {
  readonly days: Int32Array
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
}

/**
 * Days that every stream has, in order. No date is invented and none is filled.
 * Takes K streams of strictly increasing days; O(total rows).
 */
export function commonDays(streams: readonly Stream[]): Int32Array {
  const [first, ...rest] = streams
  if (first === undefined) return new Int32Array(0)
  return rest.reduce((common, stream) => intersect(common, stream.days), first.days)
}

function intersect(a: Int32Array, b: Int32Array): Int32Array {
  const out = new Int32Array(Math.min(a.length, b.length))
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i]!
    const right = b[j]!
    if (left === right) out[count++] = left
    if (left <= right) i++
    if (right <= left) j++
  }
  return out.slice(0, count)
}

/**
 * Puts streams on their common days. `drop` leaves the other days out; `compound` accumulates a
 * stream's returns since the previous common day into the next one (nothing before the first).
 */
export function joinOn(days: Int32Array, streams: readonly Stream[], policy: JoinPolicy): Joined {
  return {
    days,
    columns: streams.map((stream) => ({
      name: stream.id,
      values: policy === "drop" ? pick(days, stream) : compound(days, stream),
    })),
  }
}

function pick(days: Int32Array, stream: Stream): Float64Array {
  const values = new Float64Array(days.length)
  let row = 0
  for (let t = 0; t < days.length; t++) {
    while (stream.days[row] !== days[t]) row++
    values[t] = stream.values[row]!
  }
  return values
}

function compound(days: Int32Array, stream: Stream): Float64Array {
  const values = new Float64Array(days.length)
  let row = stream.days.indexOf(days[0]!)
  for (let t = 0; t < days.length; t++) {
    let gained = 0
    for (; row < stream.days.length && stream.days[row]! <= days[t]!; row++) {
      // (1 + gained)(1 + r) - 1, written so that a single day keeps its return to the last bit.
      const r = stream.values[row]!
      gained += r + gained * r
    }
    values[t] = gained
  }
  return values
}
