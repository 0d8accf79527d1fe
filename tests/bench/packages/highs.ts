import loadHighs, { type Highs } from "highs"
import type { ReturnFrame } from "#engine/numerics/frame"

let loaded: Promise<Highs> | undefined

/** Minimum CVaR by HiGHS as the linear program that textbooks print: N weights, the level, T excesses. */
export async function minCvarByHighs(
  { names, days, values }: ReturnFrame,
  confidence: number,
): Promise<number[]> {
  loaded ??= loadHighs()
  const highs = await loaded
  const n = names.length
  const rows = days.length
  const starts = [0]
  const [indices, entries]: [number[], number[]] = [[], []]
  const column = (...pairs: readonly (readonly [number, number])[]): void => {
    for (const [row, value] of pairs) {
      indices.push(row)
      entries.push(value)
    }
    starts.push(indices.length)
  }
  for (let i = 0; i < n; i++) {
    column([0, 1], ...Array.from({ length: rows }, (_, t) => [1 + t, values[i * rows + t]!] as const))
  }
  column(...Array.from({ length: rows }, (_, t) => [1 + t, 1] as const))
  for (let t = 0; t < rows; t++) column([1 + t, 1])
  const total = n + 1 + rows
  const weightOfTail = 1 / ((1 - confidence) * rows)
  return highs.withModel(
    {
      numCols: total,
      numRows: 1 + rows,
      colCost: Float64Array.from({ length: total }, (_, j) => (j < n ? 0 : j === n ? 1 : weightOfTail)),
      colLower: Float64Array.from({ length: total }, (_, j) => (j === n ? -Infinity : 0)),
      colUpper: new Float64Array(total).fill(Infinity),
      rowLower: Float64Array.from({ length: 1 + rows }, (_, r) => (r === 0 ? 1 : 0)),
      rowUpper: Float64Array.from({ length: 1 + rows }, (_, r) => (r === 0 ? 1 : Infinity)),
      matrix: {
        format: "csc",
        numRows: 1 + rows,
        numCols: total,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(entries),
      },
    },
    (model) => {
      model.options.set({ output_flag: false, solver: "simplex" })
      model.run()
      return Array.from(model.getSolution().colValue.slice(0, n))
    },
  )
}
