import type { ConvexSolution } from "#engine/portfolio/convex/solution"
import type { ProfileSolution } from "#engine/portfolio/task"

/** A convex solution as a risk profile's: its bounds were part of the feasible set. */
export function fromConvex(
  solution: ConvexSolution,
  objective: Readonly<Record<string, number>> = {},
): ProfileSolution {
  if (solution.kind !== "solved") return solution
  const { kind, weights, solver, iterations, certificate, attempts } = solution
  return {
    kind,
    weights,
    solver,
    iterations,
    certificate,
    attempts,
    boundsRule: "in_set",
    hierarchy: null,
    objective,
  }
}
