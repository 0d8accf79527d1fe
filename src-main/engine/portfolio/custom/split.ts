import type { SplitRule } from "#engine/portfolio/hierarchical/hrp"
import { CUSTOM_PERIODS_PER_YEAR } from "./covariance"

/** The platform's split: 1e-15 keeps the quotient of annual variances defined (reference 1.6.5). */
export const customSplit: SplitRule = (_left, _right, leftVariance, rightVariance) => {
  const left = leftVariance * CUSTOM_PERIODS_PER_YEAR
  const right = rightVariance * CUSTOM_PERIODS_PER_YEAR
  return 1 - left / (left + right + 1e-15)
}
