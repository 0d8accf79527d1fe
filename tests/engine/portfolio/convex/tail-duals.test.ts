import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveCdarDual } from "#engine/portfolio/convex/cdar-dual"
import { solveCvarDual } from "#engine/portfolio/convex/cvar-dual"
import { solveMinCdar } from "#engine/portfolio/convex/min-cdar"
import { solveMinCvar } from "#engine/portfolio/convex/min-cvar"
import { conditionalValueAtRisk, drawdowns, portfolioLosses } from "#engine/portfolio/convex/tail"
import { tailTask } from "#engine/portfolio/convex/tail-task"
import { ruledFrame } from "./returns"
import { weightsOf } from "./support"

// The second and third tries of the tail risks: they are only asked when the first is not certified.
describe.each(["simplex", "scaled simplex", "ipm"] as const)("the whole dual by %s", (method) => {
  const given = { frame: ruledFrame(6, 90, 21), confidence: 0.9, bounds: uniformBounds(6, 0.05, 0.4) }

  it("has the value at risk that the worst days gave", async () => {
    const risk = (weights: Float64Array): number =>
      conditionalValueAtRisk(portfolioLosses(given.frame, weights), 0.9)
    const days = Uint32Array.from({ length: 90 }, (_, t) => t)
    const whole = await solveCvarDual(tailTask(given), days, method)
    const quick = weightsOf(await solveMinCvar(given))
    expect(risk(whole!.weights) / risk(Float64Array.from(quick))).toBeCloseTo(1, 8)
  })

  it("has the drawdown at risk that the worst drawdowns gave", async () => {
    const risk = (weights: Float64Array): number =>
      conditionalValueAtRisk(drawdowns(portfolioLosses(given.frame, weights)).depth, 0.9)
    const whole = await solveCdarDual(tailTask(given), method)
    const quick = weightsOf(await solveMinCdar(given))
    expect(risk(whole!.weights) / risk(Float64Array.from(quick))).toBeCloseTo(1, 8)
  })
})
