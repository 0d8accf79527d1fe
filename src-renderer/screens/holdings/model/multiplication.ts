import type { HoldingPath } from "#shared/model/holding"
import { formatPercent, formatRatio } from "#shared/quantity/format"

/** "0.40 × 0.55 × 0.10 = 2.20 %": two digits, four where two would show nothing of a factor. */
export function multiplication({ factors, leafNet, net }: HoldingPath): string {
  const product = [...factors, leafNet].map(factor).join(" × ")
  return `${product} = ${formatPercent(net)}`
}

function factor(value: number): string {
  const isCoarse = Math.abs(value * 100 - Math.round(value * 100)) > 1e-9
  return isCoarse ? value.toFixed(4).replace("-", "\u2212") : formatRatio(value)
}
