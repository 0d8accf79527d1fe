import { describe, expect, it } from "vitest"
import { interiorPoint } from "#engine/numerics/qp/interior-point"
import { withOppositeRowsEqual } from "#engine/numerics/qp/opposite-rows"
import { type QuadraticProgram, sparseRows } from "#engine/numerics/qp/quadratic-program"

/** min 1/2 |x|^2 over x + y + z = 1 within [0, 1], with these rows g'x <= h. */
function program(rows: readonly (readonly number[])[], limits: readonly number[]): QuadraticProgram {
  return {
    n: 3,
    hessian: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    linear: new Float64Array(3),
    equalityRows: Float64Array.of(1, 1, 1),
    equalityValues: Float64Array.of(1),
    inequalityRows: sparseRows(rows.map((row) => row.map((value, i) => [i, value] as const))),
    inequalityLimits: Float64Array.from(limits),
    lower: new Float64Array(3),
    upper: new Float64Array(3).fill(1),
  }
}

const half = [
  [1, 0, 0],
  [-1, 0, 0],
] as const

describe("opposite rows as one equality", () => {
  it("leave the other rows alone, and one row less", () => {
    const whole = withOppositeRowsEqual(program([[0, 1, 0], ...half], [0.9, 0.5, -0.5]))!
    expect([...whole.program.equalityRows]).toEqual([1, 1, 1, 1, 0, 0])
    expect([...whole.program.equalityValues]).toEqual([1, 0.5])
    expect([...whole.program.inequalityLimits]).toEqual([0.9])
    expect([...whole.program.inequalityRows.columns]).toEqual([1])
  })

  it("give the multipliers of the rows they stand for: x = 1/2, y = z = 1/4, and x is pushed up by 1/4", () => {
    const whole = withOppositeRowsEqual(program([...half], [0.5, -0.5]))!
    const start = Float64Array.of(0.4, 0.3, 0.3)
    const result = interiorPoint(whole.program, { start, objectiveFloor: 1e-9 })
    ;[0.5, 0.25, 0.25].forEach((weight, i) => expect(result.x[i]).toBeCloseTo(weight, 10))
    // The gradient is x - y = 1/4 above the common one, so the lower limit -x <= -1/2 has the price 1/4.
    const [upper, lower] = whole.inequalityMultipliersOf(result)
    expect(upper).toBe(0)
    expect(lower).toBeCloseTo(0.25, 9)
  })

  it("that follow from other equalities are left out, with a multiplier of 0", () => {
    const rows = [...half, [0, 1, 1], [0, -1, -1]]
    const whole = withOppositeRowsEqual(program(rows, [0.5, -0.5, 0.5, -0.5]))!
    expect([...whole.program.equalityValues]).toEqual([1, 0.5])
    const multipliers = {
      equalityMultipliers: Float64Array.of(1, 2),
      inequalityMultipliers: new Float64Array(0),
    }
    expect([...whole.inequalityMultipliersOf(multipliers)]).toEqual([0, 2, 0, 0])
  })

  it("are not seen where limits or coefficients leave room", () => {
    expect(withOppositeRowsEqual(program([...half], [0.5, -0.4]))).toBeUndefined()
    expect(
      withOppositeRowsEqual(
        program(
          [
            [1, 0, 0],
            [-1, -1, 0],
          ],
          [0.5, -0.5],
        ),
      ),
    ).toBeUndefined()
  })
})
