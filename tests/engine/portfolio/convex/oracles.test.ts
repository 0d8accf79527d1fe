import { createRequire } from "node:module"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { highs } from "#engine/numerics/qp/highs"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveMinCdar } from "#engine/portfolio/convex/min-cdar"
import { solveMinCvar } from "#engine/portfolio/convex/min-cvar"
import { solveMinVariance } from "#engine/portfolio/convex/min-variance"
import { solveRiskParity } from "#engine/portfolio/convex/risk-parity"
import { conditionalValueAtRisk, drawdowns, portfolioLosses } from "#engine/portfolio/convex/tail"
import { ruledFrame } from "./returns"
import { covariances, largestDifference, letters, vector, weightsOf } from "./support"

/** scs-solver 1.0.2: cones in the order zero, positive, exponential; b - A x is in the cone. */
interface Scs {
  ScsSettings: new () => Record<string, number | boolean>
  setDefaultSettings(settings: Record<string, number | boolean>): void
  solve(
    data: Record<string, number | number[]>,
    cone: Record<string, number>,
    settings: Record<string, number | boolean>,
  ): { readonly x: number[] }
}

const createScs = createRequire(import.meta.url)("scs-solver") as () => Promise<Scs>

/** Columns of a dense matrix as SCS wants them. */
function compressed(rows: readonly (readonly number[])[], columns: number): [number[], number[], number[]] {
  const values: number[] = []
  const indices: number[] = []
  const starts = [0]
  for (let j = 0; j < columns; j++) {
    rows.forEach((row, r) => {
      const value = row[j]!
      if (value === 0) return
      values.push(value)
      indices.push(r)
    })
    starts.push(values.length)
  }
  return [values, indices, starts]
}

/** Equal risk contributions by a cone program: min 1/2 y'Sy - mean(t), (t_i, 1, y_i) in the exponential cone. */
async function riskParityByScs(n: number, covariance: Float64Array): Promise<number[]> {
  const scs = await createScs()
  const rows: number[][] = []
  const b: number[] = []
  for (let i = 0; i < n; i++) {
    const unit = (at: number): number[] => Array.from({ length: 2 * n }, (_, j) => (j === at ? -1 : 0))
    rows.push(
      unit(n + i),
      Array.from({ length: 2 * n }, () => 0),
      unit(i),
    )
    b.push(0, 1, 0)
  }
  const [A_x, A_i, A_p] = compressed(rows, 2 * n)
  const upper = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 2 * n }, (_, j) => (j < n && j >= i ? covariance[i * n + j]! : 0)),
  )
  const [P_x, P_i, P_p] = compressed(upper, 2 * n)
  const settings = new scs.ScsSettings()
  scs.setDefaultSettings(settings)
  Object.assign(settings, { verbose: 0, epsAbs: 1e-10, epsRel: 1e-10, maxIters: 200_000 })
  const c = Array.from({ length: 2 * n }, (_, j) => (j < n ? 0 : -1 / n))
  const data = { m: 3 * n, n: 2 * n, A_x, A_i, A_p, P_x, P_i, P_p, b, c }
  const { x } = scs.solve(
    data,
    { z: 0, l: 0, ep: n, ed: 0, qsize: 0, ssize: 0, psize: 0, bsize: 0 },
    settings,
  )
  const y = x.slice(0, n)
  const total = y.reduce((sum, value) => sum + value, 0)
  return y.map((value) => value / total)
}

/** A linear combination in CPLEX LP text. */
const terms = (coefficients: ArrayLike<number>, name: string): string =>
  Array.from(coefficients, (value, i) => `${value < 0 ? "-" : "+"} ${Math.abs(value)} ${name}${i}`).join(" ")

const columnAt = (values: Float64Array, rows: number, n: number, t: number): number[] =>
  Array.from({ length: n }, (_, i) => 100 * values[i * rows + t]!)

describe("against other solvers", () => {
  it("risk parity agrees with SCS's exponential cones", async () => {
    const cases = fc.integer({ min: 2, max: 6 }).chain((n) => covariances(n))
    await fc.assert(
      fc.asyncProperty(cases, async (covariance) => {
        const { n } = covariance
        const bounds = uniformBounds(n, 0, 1)
        const ours = weightsOf(await solveRiskParity({ names: letters(n), covariance, bounds }))
        const theirs = await riskParityByScs(
          n,
          covariance.values.map((value) => 1e4 * value),
        )
        expect(largestDifference(ours, theirs)).toBeLessThan(1e-5)
      }),
      { numRuns: 15 },
    )
  })

  it("minimum variance under a group agrees with HiGHS's quadratic solver", async () => {
    const engine = await highs()
    const cases = fc.integer({ min: 3, max: 8 }).chain((n) => fc.tuple(covariances(n), vector(n, 0.1, 1)))
    await fc.assert(
      fc.asyncProperty(cases, async ([covariance, coefficients]) => {
        const { n, values } = covariance
        const limit = 0.5 * Math.max(...coefficients) + 0.5 * Math.min(...coefficients)
        const square = Array.from({ length: n * n }, (_, k) => {
          const [i, j] = [Math.floor(k / n), k % n]
          return i <= j ? `+ ${(i === j ? 1 : 2) * 1e4 * values[k]!} w${i} * w${j}`.replace("+ -", "- ") : ""
        }).join(" ")
        const text = `Minimize\n obj: [ ${square} ] / 2\nSubject To\n sum: ${terms(new Float64Array(n).fill(1), "w")} = 1\n group: ${terms(coefficients, "w")} <= ${limit}\nEnd`
        const told = engine.solve(text, { output_flag: false })
        fc.pre(told.Status === "Optimal")
        const rows = [{ name: "group", coefficients, lower: -Infinity, upper: limit }]
        const weights = weightsOf(
          await solveMinVariance({
            names: letters(n),
            covariance,
            bounds: uniformBounds(n, 0, 1),
            constraints: { rows },
          }),
        )
        const theirs = weights.map((_, i) => told.Columns[`w${i}`]!.Primal)
        expect(largestDifference(weights, theirs)).toBeLessThan(1e-4)
      }),
      { numRuns: 30 },
    )
  })

  it("least conditional value at risk agrees with the textbook linear program", async () => {
    const engine = await highs()
    const [n, rows] = [6, 80]
    const { values } = ruledFrame(n, rows, 11)
    const days = Array.from({ length: rows }, (_, t) => t)
    const losses = days.map((t) => ` d${t}: ${terms(columnAt(values, rows, n, t), "w")} + v + u${t} >= 0`)
    const text = `Minimize\n obj: v ${terms(new Float64Array(rows).fill(1 / (0.1 * rows)), "u")}\nSubject To\n sum: ${terms(new Float64Array(n).fill(1), "w")} = 1\n${losses.join("\n")}\nBounds\n v free\nEnd`
    const told = engine.solve(text, { output_flag: false })
    const frame = ruledFrame(n, rows, 11)
    const weights = weightsOf(await solveMinCvar({ frame, confidence: 0.9, bounds: uniformBounds(n, 0, 1) }))
    const ours = conditionalValueAtRisk(portfolioLosses(frame, Float64Array.from(weights)), 0.9)
    expect(100 * ours).toBeCloseTo(told.ObjectiveValue, 9)
  })

  it("least conditional drawdown at risk agrees with the textbook linear program", async () => {
    const engine = await highs()
    const [n, rows] = [5, 60]
    const frame = ruledFrame(n, rows, 12)
    const days = Array.from({ length: rows }, (_, t) => t)
    const falls = days.map((t) => {
      const before = t > 0 ? `- d${t - 1}` : ""
      return ` f${t}: d${t} ${before} ${terms(columnAt(frame.values, rows, n, t), "w")} >= 0\n e${t}: u${t} - d${t} + v >= 0`
    })
    const text = `Minimize\n obj: v ${terms(new Float64Array(rows).fill(1 / (0.1 * rows)), "u")}\nSubject To\n sum: ${terms(new Float64Array(n).fill(1), "w")} = 1\n${falls.join("\n")}\nBounds\n v free\nEnd`
    const told = engine.solve(text, { output_flag: false })
    const weights = weightsOf(await solveMinCdar({ frame, confidence: 0.9, bounds: uniformBounds(n, 0, 1) }))
    const losses = portfolioLosses(frame, Float64Array.from(weights))
    expect(100 * conditionalValueAtRisk(drawdowns(losses).depth, 0.9)).toBeCloseTo(told.ObjectiveValue, 9)
  })
})
