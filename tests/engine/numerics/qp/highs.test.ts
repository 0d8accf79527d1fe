import { describe, expect, it } from "vitest"
import { solveByHighs } from "#engine/numerics/qp/highs"
import { ColumnList, solveLinearProgram } from "#engine/numerics/qp/linear-program"
import { denseRow, sparseRows } from "#engine/numerics/qp/quadratic-program"
import { largestDifference } from "./oracles"

describe("HiGHS", () => {
  const rows = sparseRows([denseRow(Float64Array.of(1, 0))])
  const program = {
    n: 2,
    hessian: Float64Array.of(1e-8, 0, 0, 1e-8),
    linear: new Float64Array(2),
    equalityRows: Float64Array.of(1, 1),
    equalityValues: Float64Array.of(1),
    inequalityRows: rows,
    inequalityLimits: Float64Array.of(0.2),
    lower: new Float64Array(2),
    upper: new Float64Array(2).fill(1),
  }

  it("solves a quadratic program with a covariance of daily size", async () => {
    const result = await solveByHighs(program)
    expect(result?.optimal).toBe(true)
    expect(largestDifference(result!.x, [0.2, 0.8])).toBeLessThan(1e-12)
  })

  it("gives the price of a limit in the units of the objective", async () => {
    const result = await solveByHighs(program)
    expect(result!.inequalityMultipliers[0]! / 1e-8).toBeCloseTo(0.6, 9)
  })

  it("calls no point optimal when there is none", async () => {
    const result = await solveByHighs({ ...program, upper: new Float64Array(2).fill(0.3) })
    expect(result?.optimal).toBe(false)
  })

  it("solves a linear program given by columns", async () => {
    // min -x - 2y, x + y <= 4, y <= 3: x = 1, y = 3; a unit more of the sum is worth -1.
    const columns = new ColumnList()
    columns.open(-1, 0, Infinity)
    columns.entry(0, 1)
    columns.open(-2, 0, 3)
    columns.entry(0, 1)
    const limits = [Float64Array.of(-Infinity), Float64Array.of(4)] as const
    const { x, rowDuals, optimal } = await solveLinearProgram(columns.program(...limits))
    expect({ x: [...x], rowDuals: [...rowDuals], optimal }).toEqual({
      x: [1, 3],
      rowDuals: [-1],
      optimal: true,
    })
  })
})
