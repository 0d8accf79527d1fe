import type { ReturnFrame } from "#engine/numerics/frame"
import type { RiskProfile } from "#shared/model/risk-profile"
import { hrpByPackages } from "./packages/hrp"
import { minCvarByHighs } from "./packages/highs"
import { maxSharpeByQuadprog, minVarianceByQuadprog } from "./packages/quadprog"
import { riskParityByScs } from "./packages/scs"

/** One row of the table; times in ms. */
export interface BenchRow {
  readonly riskProfile: RiskProfile
  readonly n: number
  /** PyPortfolioOpt, skfolio, Riskfolio-Lib, and by hand on BLAS with one thread: measured 2026-11-20. */
  readonly others: readonly (number | null)[]
  /** To be reached; required up to N = 100, a goal above, none where it was not set. */
  readonly reach: number | null
  /** What JavaScript packages take for the same; null from N = 1,000 on, where nine runs of them take minutes. */
  readonly packages: { readonly name: string; readonly run: (frame: ReturnFrame) => unknown } | null
}

const hclust = { name: "ml-matrix + ml-hclust", run: hrpByPackages }
const quadprog = { name: "ml-matrix + quadprog", run: minVarianceByQuadprog }
const tangency = { name: "ml-matrix + quadprog", run: maxSharpeByQuadprog }
const scs = { name: "ml-matrix + scs-solver", run: riskParityByScs }
const highs = { name: "highs, naive program", run: (frame: ReturnFrame) => minCvarByHighs(frame, 0.95) }

const none = [null, null, null, null]

export const benchRows: readonly BenchRow[] = [
  { riskProfile: "hrp", n: 20, others: [18, 7, 22, 0.6], reach: 0.5, packages: hclust },
  { riskProfile: "hrp", n: 100, others: none, reach: null, packages: hclust },
  { riskProfile: "hrp", n: 500, others: [961, 436, 1244, 21], reach: 40, packages: hclust },
  { riskProfile: "hrp", n: 1000, others: none, reach: null, packages: null },
  { riskProfile: "hrp", n: 2000, others: [11_043, 16_272, 13_573, 242], reach: 700, packages: null },
  { riskProfile: "min_variance", n: 20, others: none, reach: null, packages: quadprog },
  { riskProfile: "min_variance", n: 100, others: [8, 20, 73, 2], reach: 4, packages: quadprog },
  { riskProfile: "min_variance", n: 500, others: [129, 770, 967, 77], reach: 80, packages: quadprog },
  { riskProfile: "min_variance", n: 1000, others: none, reach: null, packages: null },
  { riskProfile: "min_variance", n: 2000, others: none, reach: null, packages: null },
  { riskProfile: "max_sharpe", n: 20, others: none, reach: null, packages: tangency },
  { riskProfile: "max_sharpe", n: 100, others: [19, 23, 169, 2], reach: 4, packages: tangency },
  { riskProfile: "max_sharpe", n: 500, others: [1217, 700, 768, 70], reach: 75, packages: tangency },
  { riskProfile: "max_sharpe", n: 1000, others: none, reach: null, packages: null },
  { riskProfile: "max_sharpe", n: 2000, others: none, reach: null, packages: null },
  { riskProfile: "risk_parity", n: 20, others: none, reach: null, packages: scs },
  { riskProfile: "risk_parity", n: 100, others: [null, 31, 69, 0.8], reach: 2, packages: scs },
  { riskProfile: "risk_parity", n: 500, others: [null, 800, 768, 22], reach: 30, packages: scs },
  { riskProfile: "risk_parity", n: 1000, others: none, reach: null, packages: null },
  { riskProfile: "risk_parity", n: 2000, others: none, reach: null, packages: null },
  { riskProfile: "min_cvar", n: 20, others: none, reach: null, packages: highs },
  { riskProfile: "min_cvar", n: 100, others: [1166, 950, 955, 95], reach: 110, packages: highs },
  { riskProfile: "min_cvar", n: 500, others: [5818, 5854, 5436, 437], reach: 450, packages: highs },
]
