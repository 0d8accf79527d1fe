import { describe, expect, it } from "vitest"
import { withoutFixedVariables } from "#engine/numerics/qp/fixed-variables"
import { denseRow, sparseRows } from "#engine/numerics/qp/quadratic-program"

describe("a program without its fixed variables", () => {
  const full = {
    n: 3,
    hessian: Float64Array.of(1, 2, 3, 2, 5, 6, 3, 6, 9),
    linear: Float64Array.of(10, 20, 30),
    equalityRows: Float64Array.of(1, 1, 1),
    equalityValues: Float64Array.of(1),
    inequalityRows: sparseRows([denseRow(Float64Array.of(1, 2, 0))]),
    inequalityLimits: Float64Array.of(0.9),
    lower: Float64Array.of(0, 0.25, 0),
    upper: Float64Array.of(1, 0.25, 1),
  }
  const { program, expand, free } = withoutFixedVariables(full)

  it("keeps the others in order", () => {
    expect([...free]).toEqual([0, 2])
    expect([...program.hessian]).toEqual([1, 3, 3, 9])
  })

  it("moves what the fixed one contributes into costs, sums and limits", () => {
    expect([...program.linear]).toEqual([10.5, 31.5])
    expect([...program.equalityValues]).toEqual([0.75])
    expect([...program.inequalityLimits]).toEqual([0.4])
  })

  it("gives the full point back", () => {
    expect([...expand(Float64Array.of(0.5, 0.25))]).toEqual([0.5, 0.25, 0.25])
  })
})
