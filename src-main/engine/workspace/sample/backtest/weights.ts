import { crossProduct } from "#engine/numerics/cross-product"
import { leavesOf, linkage } from "#engine/numerics/linkage"
import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import { centredColumns, columnMeans, sampleSkewness } from "#engine/numerics/statistics"

/** Risk profiles that the sample's sleeves are backtested under. */
export const sampleRiskProfiles = [
  "hrp",
  "min_variance",
  "equal_weight",
  "max_sharpe",
  "risk_parity",
  "barbell",
] as const

export type SampleRiskProfile = (typeof sampleRiskProfiles)[number]

/** What a training window says of N columns. */
export interface Training {
  readonly means: Float64Array
  readonly covariance: SymmetricMatrix
  readonly skewness: Float64Array
}

/** Moments of N columns of `rows` values each, column-major. */
export function trainingMoments(columns: Float64Array, rows: number, n: number): Training {
  const means = columnMeans(columns, rows, n)
  const covariance = crossProduct(centredColumns(columns, rows, means), rows, n, rows - 1)
  const skewness = Float64Array.from({ length: n }, (_, i) =>
    sampleSkewness(columns.subarray(i * rows, (i + 1) * rows)),
  )
  return { means, covariance, skewness }
}

/**
 * Long-only weights summing to 1, at most `cap` each. Simple textbook rules of the sample's own, so that
 * its bytes do not hang on the optimiser that it is there to show: + - x / sqrt, a fixed number of steps.
 */
export function sampleWeights(profile: SampleRiskProfile, training: Training, cap: number): Float64Array {
  return capped(normalised(rules[profile](training)), cap)
}

const rules: Readonly<Record<SampleRiskProfile, (training: Training) => Float64Array>> = {
  equal_weight: ({ means }) => new Float64Array(means.length).fill(1),
  hrp: ({ covariance }) => hierarchical(covariance),
  min_variance: ({ covariance, means }) => longOnly(covariance, new Float64Array(means.length).fill(1)),
  max_sharpe: ({ covariance, means }) => longOnly(covariance, excess(means)),
  risk_parity: ({ covariance }) => equalRisk(covariance),
  barbell: ({ covariance, skewness }) => barbell(covariance, skewness),
}

/** Means as they are where one is positive, otherwise above the worst: the best of a bad lot. */
function excess(means: Float64Array): Float64Array {
  if (means.some((mean) => mean > 0)) return means
  const worst = Math.min(...means)
  return means.map((mean) => mean - worst)
}

/** Solves S x = target and leaves out what turns out negative, until nothing does. */
function longOnly(covariance: SymmetricMatrix, target: Float64Array): Float64Array {
  let members = Array.from(target.keys()).filter((i) => target[i]! > 0)
  for (;;) {
    const solution = solve(covariance, target, members)
    const kept = members.filter((_, k) => solution[k]! > 0)
    if (kept.length === members.length) {
      const weights = new Float64Array(target.length)
      members.forEach((i, k) => {
        weights[i] = solution[k]!
      })
      return weights
    }
    members = kept
  }
}

/** Cholesky on the rows and columns of `members`. */
function solve(
  { n, values }: SymmetricMatrix,
  target: Float64Array,
  members: readonly number[],
): Float64Array {
  const m = members.length
  const lower = new Float64Array(m * m)
  const x = new Float64Array(m)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = values[members[i]! * n + members[j]!]!
      for (let k = 0; k < j; k++) rest -= lower[i * m + k]! * lower[j * m + k]!
      lower[i * m + j] = i === j ? Math.sqrt(rest) : rest / lower[j * m + j]!
    }
    let rest = target[members[i]!]!
    for (let k = 0; k < i; k++) rest -= lower[i * m + k]! * x[k]!
    x[i] = rest / lower[i * m + i]!
  }
  for (let i = m - 1; i >= 0; i--) {
    let rest = x[i]!
    for (let k = i + 1; k < m; k++) rest -= lower[k * m + i]! * x[k]!
    x[i] = rest / lower[i * m + i]!
  }
  return x
}

/** Hierarchical risk parity with single linkage (Lopez de Prado 2016). */
function hierarchical(covariance: SymmetricMatrix): Float64Array {
  const { n, values } = covariance
  const distances = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const rho = values[i * n + j]! / Math.sqrt(values[i * n + i]! * values[j * n + j]!)
      distances[i * n + j] = i === j ? 0 : Math.sqrt(Math.max(0, (1 - rho) / 2))
    }
  }
  const weights = new Float64Array(n).fill(1)
  const open = [leavesOf(linkage(distances, n, "single"), n)]
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    if (branch.length < 2) continue
    const left = branch.slice(0, branch.length >> 1)
    const right = branch.slice(branch.length >> 1)
    const ofLeft = branchVariance(covariance, left)
    const ofRight = branchVariance(covariance, right)
    for (const i of left) weights[i] = (weights[i]! * ofRight) / (ofLeft + ofRight)
    for (const i of right) weights[i] = (weights[i]! * ofLeft) / (ofLeft + ofRight)
    open.push(left, right)
  }
  return weights
}

/** Variance of a branch under inverse-variance weights. */
function branchVariance({ n, values }: SymmetricMatrix, branch: readonly number[]): number {
  let scale = 0
  let variance = 0
  for (const i of branch) {
    scale += 1 / values[i * n + i]!
    for (const j of branch) variance += values[i * n + j]! / (values[i * n + i]! * values[j * n + j]!)
  }
  return variance / (scale * scale)
}

/** Equal risk contributions by cyclical coordinate descent (Griveau-Billion et al. 2013), 60 rounds. */
function equalRisk({ n, values }: SymmetricMatrix): Float64Array {
  const x = Float64Array.from({ length: n }, (_, i) => 1 / Math.sqrt(values[i * n + i]!))
  for (let round = 0; round < 60; round++) {
    for (let i = 0; i < n; i++) {
      let others = 0
      for (let j = 0; j < n; j++) if (j !== i) others += values[i * n + j]! * x[j]!
      const own = values[i * n + i]!
      x[i] = (Math.sqrt(others * others + (4 * own) / n) - others) / (2 * own)
    }
  }
  return x
}

/** A tenth on the two most positively skewed columns, the rest by inverse variance. */
function barbell(covariance: SymmetricMatrix, skewness: Float64Array): Float64Array {
  const ranked = Array.from(skewness.keys()).sort((a, b) => skewness[b]! - skewness[a]! || a - b)
  const bold = new Set(ranked.slice(0, 2))
  const core = normalised(diagonal(covariance).map((variance, i) => (bold.has(i) ? 0 : 1 / variance)))
  return core.map((weight, i) => (bold.has(i) ? 0.05 : 0.9 * weight))
}

function normalised(weights: Float64Array): Float64Array {
  let total = 0
  for (const weight of weights) total += weight
  return weights.map((weight) => weight / total)
}

/** Cuts at the cap and hands the surplus to the others in proportion, until nothing is above it. */
function capped(weights: Float64Array, cap: number): Float64Array {
  if (weights.length * cap <= 1) return new Float64Array(weights.length).fill(1 / weights.length)
  const result = Float64Array.from(weights)
  const full = new Set<number>()
  for (;;) {
    const above = Array.from(result.keys()).filter((i) => !full.has(i) && result[i]! > cap)
    if (above.length === 0) return result
    for (const i of above) full.add(i)
    spread(result, full, cap)
  }
}

function spread(weights: Float64Array, full: ReadonlySet<number>, cap: number): void {
  const free = Array.from(weights.keys()).filter((i) => !full.has(i))
  let total = 0
  for (const i of free) total += weights[i]!
  const left = 1 - cap * full.size
  for (const i of free) weights[i] = total > 0 ? (weights[i]! * left) / total : left / free.length
  for (const i of full) weights[i] = cap
}
