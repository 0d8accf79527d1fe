import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import {
  DOES_NOT_APPLY,
  firstCertified,
  generalSolvers,
  noPrices,
  type Proposal,
  type Solver,
} from "#engine/portfolio/convex/certified"
import { feasibleSet } from "#engine/portfolio/convex/feasible-set"

const set = feasibleSet(["a", "b"], uniformBounds(2, 0, 1))

const solver = (name: string, first: number, within = set): Solver => ({
  name,
  propose: () => ({
    iterations: 3,
    weights: Float64Array.of(first, 1 - first),
    prices: noPrices(within),
  }),
})

const without = (name: string, reason?: typeof DOES_NOT_APPLY): Solver => ({ name, propose: () => reason })

/** Stands for a certificate: the distance from one half. */
const certificateOf = ({ weights }: Proposal): number => Math.abs(weights[0]! - 0.5)

describe("the first certified point", () => {
  it("is that of the second solver when the first is above the limit, and the first try is kept", async () => {
    const solution = await firstCertified({
      set,
      kind: "frankWolfe",
      certificateOf,
      solvers: [solver("quick", 0.75), solver("careful", 0.5), solver("unasked", 0.5)],
    })
    expect(solution).toEqual({
      kind: "solved",
      weights: Float64Array.of(0.5, 0.5),
      solver: "careful",
      iterations: 3,
      certificate: { kind: "frankWolfe", value: 0, limit: 1e-8 },
      attempts: [
        { solver: "quick", iterations: 3, certificate: 0.25, reason: "certificate above 1e-8" },
        { solver: "careful", iterations: 3, certificate: 0, reason: "solved" },
      ],
    })
  })

  it("is given up when no solver comes within the limit", async () => {
    const solution = await firstCertified({
      set,
      kind: "dualityGap",
      certificateOf,
      solvers: [
        solver("quick", 0.5 + 2e-8),
        without("stuck"),
        without("another", DOES_NOT_APPLY),
        solver("careful", Number.NaN),
      ],
    })
    expect(solution.kind).toBe("gaveUp")
    const attempts = solution.kind === "gaveUp" ? solution.attempts : []
    expect(attempts.map((attempt) => [attempt.solver, attempt.reason])).toEqual([
      ["quick", "certificate above 1e-8"],
      ["stuck", "no point"],
      ["another", "does not apply"],
      ["careful", "certificate above 1e-8"],
    ])
  })

  it("must keep the rows", async () => {
    const rows = [{ name: "a", coefficients: Float64Array.of(1, 0), lower: -Infinity, upper: 0.4 }]
    const ruled = feasibleSet(["a", "b"], uniformBounds(2, 0, 1), { rows })
    const solution = await firstCertified({
      set: ruled,
      kind: "frankWolfe",
      certificateOf,
      solvers: [solver("quick", 0.5, ruled)],
    })
    expect(solution).toMatchObject({ kind: "gaveUp", attempts: [{ certificate: Infinity }] })
  })

  it("is infeasible when the failure has shown that no weights keep the rows", async () => {
    const rows = [{ name: "all", coefficients: Float64Array.of(1, 1), lower: 1.5, upper: Infinity }]
    const ruled = feasibleSet(["a", "b"], uniformBounds(2, 0, 1), { rows })
    const solution = await firstCertified({
      set: ruled,
      kind: "frankWolfe",
      certificateOf,
      solvers: [without("stuck")],
    })
    expect(solution).toMatchObject({
      infeasibility: { reason: "constraints", relaxation: 'loosen "all >= 1.5" by 0.5' },
    })
  })
})

describe("the order of the general solvers", () => {
  const solvers = { byInteriorPoint: without("interior point"), byHighs: without("highs") }

  it("begins with the interior point, but with HiGHS where many items may trade little", () => {
    const names = Array.from({ length: 51 }, (_, i) => `s${i}`)
    const turnover = { previous: new Float64Array(51), limit: 0.1 }
    const traded = feasibleSet(names, uniformBounds(51, 0, 1), { turnover })
    const few = feasibleSet(names.slice(1), uniformBounds(50, 0, 1), { turnover })
    expect(generalSolvers(traded, solvers)[0]).toBe(solvers.byHighs)
    expect(generalSolvers(few, solvers)[0]).toBe(solvers.byInteriorPoint)
    expect(generalSolvers(set, solvers)[0]).toBe(solvers.byInteriorPoint)
  })
})
