import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { interiorPoint } from "#engine/numerics/qp/interior-point"
import { denseRow, noRows, type QuadraticProgram, sparseRows } from "#engine/numerics/qp/quadratic-program"
import { byQuadprog, feasibleBounds, largestDifference, positiveDefinite, vector } from "./oracles"

/** Over the long-only simplex unless said otherwise. */
function program(hessian: number[], changes: Partial<QuadraticProgram> = {}): QuadraticProgram {
  const n = Math.sqrt(hessian.length)
  return {
    n,
    hessian: Float64Array.from(hessian),
    linear: new Float64Array(n),
    equalityRows: new Float64Array(n).fill(1),
    equalityValues: Float64Array.of(1),
    inequalityRows: noRows,
    inequalityLimits: new Float64Array(0),
    lower: new Float64Array(n),
    upper: new Float64Array(n).fill(1),
    ...changes,
  }
}

const middle = (n: number): { start: Float64Array; objectiveFloor: number } => ({
  start: new Float64Array(n).fill(1 / n),
  objectiveFloor: 1e-9,
})

describe("the interior point", () => {
  it("splits uncorrelated items by inverse variance", () => {
    const { x, status } = interiorPoint(program([4, 0, 0, 1]), middle(2))
    expect(status).toBe("converged")
    expect(largestDifference(x, [0.2, 0.8])).toBeLessThan(1e-12)
  })

  it("goes to the corner of a linear program", () => {
    const linear = Float64Array.of(3, -1, 2)
    const { x } = interiorPoint(program([0, 0, 0, 0, 0, 0, 0, 0, 0], { linear }), middle(3))
    expect(largestDifference(x, [0, 1, 0])).toBeLessThan(1e-10)
  })

  it("prices the row that binds", () => {
    // min x^2/2 + y^2/2 on x + y = 1 with x <= 0.2: y - x = 0.6 is what a unit of the limit is worth.
    const rows = sparseRows([denseRow(Float64Array.of(1, 0))])
    const given = program([1, 0, 0, 1], { inequalityRows: rows, inequalityLimits: Float64Array.of(0.2) })
    const { x, inequalityMultipliers } = interiorPoint(given, middle(2))
    expect(largestDifference(x, [0.2, 0.8])).toBeLessThan(1e-11)
    expect(inequalityMultipliers[0]).toBeCloseTo(0.6, 10)
  })

  it("takes sparse rows whose entries come in any order", () => {
    const rows = sparseRows([
      [
        [2, 1],
        [0, 1],
      ],
    ])
    const given = program([1, 0, 0, 0, 1, 0, 0, 0, 1], {
      inequalityRows: rows,
      inequalityLimits: Float64Array.of(0.3),
    })
    expect(largestDifference(interiorPoint(given, middle(3)).x, [0.15, 0.7, 0.15])).toBeLessThan(1e-11)
  })

  it("meets logarithms: min x/2 - ln x is at x = 2", () => {
    const given = program([0], {
      linear: Float64Array.of(0.5),
      logWeights: Float64Array.of(1),
      equalityRows: new Float64Array(0),
      equalityValues: new Float64Array(0),
      upper: Float64Array.of(Infinity),
    })
    const { x } = interiorPoint(given, { start: Float64Array.of(50), objectiveFloor: 1 })
    expect(x[0]).toBeCloseTo(2, 12)
  })

  it("comes to the same point by a careful run", () => {
    const hessian = [1, 0, 0, 0, 1e-4, 5e-5, 0, 5e-5, 1e-8]
    const linear = Float64Array.of(0.3, -0.1, 0)
    const usual = interiorPoint(program(hessian, { linear }), middle(3))
    const careful = interiorPoint(program(hessian, { linear }), { ...middle(3), careful: true })
    expect(largestDifference(careful.x, usual.x)).toBeLessThan(1e-8)
  })

  it("ends without convergence when no point keeps the rows", () => {
    const rows = sparseRows([denseRow(Float64Array.of(1, 1))])
    const given = program([1, 0, 0, 1], { inequalityRows: rows, inequalityLimits: Float64Array.of(0.5) })
    expect(interiorPoint(given, middle(2)).status).toBe("stalled")
  })

  it("agrees with quadprog on random convex programs within bounds", () => {
    const cases = fc
      .integer({ min: 2, max: 9 })
      .chain((n) => fc.tuple(positiveDefinite(n), vector(n, -1, 1), feasibleBounds(n)))
    fc.assert(
      fc.property(cases, ([hessian, linear, { lower, upper }]) => {
        const expected = byQuadprog(hessian, linear, lower, upper)
        fc.pre(expected !== undefined)
        const centre = lower.map((value, i) => (value + upper[i]!) / 2)
        const given = program([...hessian], { linear, lower, upper })
        const { x } = interiorPoint(given, { start: centre, objectiveFloor: 1e-3 })
        expect(largestDifference(x, expected)).toBeLessThan(1e-7)
      }),
    )
  })
})
