import type { Highs } from "highs"
import type { QuadraticProgram } from "./quadratic-program"

let loading: Promise<Highs> | undefined

/** The HiGHS solver (WebAssembly), started at the first use and kept. */
export function highs(): Promise<Highs> {
  loading ??= import("highs").then(({ default: load }) => load())
  return loading
}

/** Where HiGHS ended. */
export interface HighsResult {
  readonly x: Float64Array
  /** Multipliers of the inequality rows, at least 0. */
  readonly inequalityMultipliers: Float64Array
  readonly iterations: number
  readonly optimal: boolean
}

/** Several times what programs need that HiGHS can solve; the others never end. */
const ITERATIONS_PER_ROW = 20

const OPTIONS = {
  output_flag: false,
  qp_regularization_value: 0,
  primal_feasibility_tolerance: 1e-10,
  dual_feasibility_tolerance: 1e-10,
  // Seconds. HiGHS can fail to stop on badly scaled covariances; the certificate judges what it leaves.
  time_limit: 30,
}

/**
 * Solves a quadratic or, with Q = 0, linear program by HiGHS's active-set or simplex method.
 *
 * The objective is divided by the smallest positive diagonal element of Q: with a raw covariance
 * HiGHS runs into its time limit or calls points optimal that are not. Takes a program without
 * logarithms. Gives undefined when HiGHS stops with an error, as it can on unbounded programs, or refuses
 * coefficients that its infinity of 1e20 is nearer to.
 */
export async function solveByHighs(program: QuadraticProgram): Promise<HighsResult | undefined> {
  const engine = await highs()
  const { n, hessian, linear, lower, upper, equalityValues, inequalityLimits } = program
  const scale = 1 / smallestCurvature(program)
  const equalities = equalityValues.length
  const inequalities = inequalityLimits.length
  const curved = hessian.some((value) => value !== 0)
  const solving = () =>
    engine.withModel(
      {
        numCols: n,
        numRows: equalities + inequalities,
        colCost: linear.map((value) => scale * value),
        colLower: lower,
        colUpper: upper,
        rowLower: [...equalityValues, ...Array.from(inequalityLimits, () => -engine.infinity)],
        rowUpper: [...equalityValues, ...inequalityLimits],
        matrix: allRows(program),
        ...(curved ? { hessian: lowerTriangle(hessian, n, scale) } : {}),
      },
      (model) => {
        const limit = ITERATIONS_PER_ROW * (n + equalities + inequalities)
        model.options.set({ ...OPTIONS, qp_iteration_limit: limit })
        if (!curved) model.options.set("solver", "simplex")
        if (!runs(model)) return undefined
        const { colValue, rowDual } = model.getSolution()
        return {
          x: colValue,
          inequalityMultipliers: rowDual.slice(equalities).map((dual) => Math.max(0, -dual) / scale),
          iterations: Number(model.info.get(curved ? "qp_iteration_count" : "simplex_iteration_count")),
          optimal: model.getModelStatus() === engine.constants.modelStatus.optimal,
        }
      },
    )
  try {
    return solving()
  } catch (error) {
    if (error instanceof Error && /^Highs(Validation)?Error$/.test(error.name)) return undefined
    throw error
  }
}

/** HiGHS reports numerical failures of its own as errors of the call. */
function runs(model: { run(): unknown }): boolean {
  try {
    model.run()
    return true
  } catch {
    return false
  }
}

function smallestCurvature({ n, hessian, linear }: QuadraticProgram): number {
  let smallest = Infinity
  for (let i = 0; i < n; i++) {
    const value = hessian[i * n + i]!
    if (value > 0 && value < smallest) smallest = value
  }
  if (smallest < Infinity) return smallest
  let largest = 0
  for (const value of linear) largest = Math.max(largest, Math.abs(value))
  return largest > 0 ? largest : 1
}

/** Equality rows, then inequality rows, as compressed rows. */
function allRows({ n, equalityRows, equalityValues, inequalityRows }: QuadraticProgram): {
  readonly format: "csr"
  readonly numRows: number
  readonly numCols: number
  readonly starts: readonly number[]
  readonly indices: readonly number[]
  readonly values: readonly number[]
} {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (let r = 0; r < equalityValues.length; r++) {
    for (let i = 0; i < n; i++) {
      const value = equalityRows[r * n + i]!
      if (value === 0) continue
      indices.push(i)
      values.push(value)
    }
    starts.push(indices.length)
  }
  for (let r = 0; r + 1 < inequalityRows.starts.length; r++) {
    for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++) {
      indices.push(inequalityRows.columns[k]!)
      values.push(inequalityRows.values[k]!)
    }
    starts.push(indices.length)
  }
  return { format: "csr", numRows: starts.length - 1, numCols: n, starts, indices, values }
}

/** HiGHS wants the lower triangle alone: what stands above the diagonal would be added to it. */
function lowerTriangle(
  hessian: Float64Array,
  n: number,
  scale: number,
): {
  readonly format: "triangular"
  readonly dimension: number
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
} {
  const entries = (n * (n + 1)) / 2
  const starts = new Int32Array(n + 1)
  const indices = new Int32Array(entries)
  const values = new Float64Array(entries)
  let k = 0
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++, k++) {
      indices[k] = i
      values[k] = scale * hessian[i * n + j]!
    }
    starts[j + 1] = k
  }
  return { format: "triangular", dimension: n, starts, indices, values }
}
