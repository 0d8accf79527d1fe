import type { FlattenCheck, FlattenFinding, HoldingRow, NodeExposure } from "#shared/model/holding"
import { formatPercent } from "#shared/quantity/format"
import { effectiveN } from "#engine/measures/effective-n"
import { everyNode, exposureBySymbol, type HoldingsNode, measureExposure, pathsOf } from "./exposure"

/** Accounting identities hold to this much (design 5.6). */
const TOLERANCE = 1e-9
/** Sum of |w| below which a node has no exposure. */
const ZERO_EXPOSURE = 1e-6
/** How far a sleeve's gross may be from what is expected of it. */
const GROSS_TOLERANCE = 1e-6

/**
 * Checks the identities of design 5.6 for a flattened node: conservation at every level, netting
 * losses that add up, signs, zero exposure, expected gross and concentration. A finding is not yet a
 * refusal: strict mode decides.
 */
export function checkFlattening(
  node: HoldingsNode,
  holdings: readonly HoldingRow[],
  options: {
    readonly maxPhysicalWeight: number
    /** Leaf rows whose stated direction contradicts the sign of their weight, as `sleeve symbol`. */
    readonly signConflicts: readonly string[]
  },
): FlattenCheck {
  const root = measureExposure(node)
  const nodes = everyNode(root)
  const findings = [
    ...conservationFindings(node, root, holdings),
    ...nodes.flatMap(zeroExposure),
    ...unexpectedGross(node),
  ]
  const conserved = !findings.some((finding) => finding.code === "FLATTEN_NOT_CONSERVED")
  for (const where of options.signConflicts) {
    findings.push({
      code: "FLATTEN_SIGN_MISMATCH",
      where,
      seen: "the stated direction contradicts the sign of the net weight",
    })
  }
  const above = holdings
    .filter((row) => row.Weight > options.maxPhysicalWeight)
    .map((row) => ({ symbol: row.Symbol, weight: row.Weight }))
  for (const { symbol, weight } of above) {
    findings.push({
      code: "FLATTEN_CONCENTRATION",
      where: symbol,
      seen: `${formatPercent(weight)} of the portfolio, above ${besidePercent(options.maxPhysicalWeight, weight)}`,
      exact: { value: weight, against: options.maxPhysicalWeight },
    })
  }
  const largest = holdings[0]
  return {
    tolerance: TOLERANCE,
    root,
    conserved,
    signMismatches: options.signConflicts,
    concentration: {
      limit: options.maxPhysicalWeight,
      largest: largest === undefined ? null : { symbol: largest.Symbol, weight: largest.Weight },
      above,
    },
    effectiveN: effectiveN(holdings.map((row) => row.Weight)),
    findings,
  }
}

function conservationFindings(
  node: HoldingsNode,
  root: NodeExposure,
  holdings: readonly HoldingRow[],
): FlattenFinding[] {
  const findings: FlattenFinding[] = []
  const expect = (where: string, left: number, right: number, identity: string): void => {
    if (Math.abs(left - right) <= TOLERANCE) return
    findings.push({ code: "FLATTEN_NOT_CONSERVED", where, seen: `${identity}: ${left} against ${right}` })
  }

  let ownLosses = 0
  for (const exposure of everyNode(root)) ownLosses += exposure.factor * exposure.ownLoss
  expect(root.id, root.nettingLoss, ownLosses, "netting loss of the root = sum of the nodes' own losses")

  const visit = (current: HoldingsNode, exposure: NodeExposure): void => {
    let lossOfSymbols = 0
    for (const { long, short } of exposureBySymbol(pathsOf(current)).values()) {
      lossOfSymbols += 2 * Math.min(long, short)
    }
    expect(exposure.id, exposure.nettingLoss, lossOfSymbols, "netting loss = 2 min(long, short) over symbols")
    if (current.kind === "atomic") return
    let gross = 0
    let net = 0
    current.sleeves.forEach(({ weight }, i) => {
      gross += weight * exposure.sleeves[i]!.grossBefore
      net += weight * exposure.sleeves[i]!.net
    })
    expect(
      exposure.id,
      exposure.grossBefore,
      gross,
      "gross before netting = sum of weight x gross of the sleeves",
    )
    expect(exposure.id, exposure.net, net, "net = sum of weight x net of the sleeves")
    current.sleeves.forEach((sleeve, i) => visit(sleeve.node, exposure.sleeves[i]!))
  }
  visit(node, root)

  let grossOfRows = 0
  let netOfRows = 0
  for (const row of holdings) {
    grossOfRows += row.Gross_Weight
    netOfRows += row.Net_Weight
    let pathsNet = 0
    for (const path of row.Paths) pathsNet += path.net
    expect(row.Symbol, row.Net_Weight, pathsNet, "net weight = sum of its paths")
  }
  expect(root.id, root.grossBefore, grossOfRows, "gross before netting = sum of the rows' gross")
  expect(root.id, root.net, netOfRows, "net = sum of the rows' net")
  return findings
}

function zeroExposure(exposure: NodeExposure): FlattenFinding[] {
  if (exposure.grossAfter >= ZERO_EXPOSURE) return []
  return [
    {
      code: "FLATTEN_ZERO_EXPOSURE",
      where: exposure.id,
      seen: `sum of |weight| ${exposure.grossAfter}, below ${ZERO_EXPOSURE}`,
    },
  ]
}

function unexpectedGross(node: HoldingsNode): FlattenFinding[] {
  if (node.kind === "meta") return node.sleeves.flatMap((sleeve) => unexpectedGross(sleeve.node))
  let gross = 0
  for (const row of node.rows) gross += row.gross
  if (Math.abs(gross - node.expectedGross) <= GROSS_TOLERANCE) return []
  return [
    {
      code: "FLATTEN_GROSS_UNEXPECTED",
      where: node.id,
      seen: `gross ${formatPercent(gross)} of the sleeve, expected ${besidePercent(node.expectedGross, gross)}`,
      exact: { value: gross, against: node.expectedGross },
    },
  ]
}

/** A percent that another one is compared with: with their difference when both are printed the same. */
function besidePercent(against: number, value: number): string {
  const text = formatPercent(against)
  return text === formatPercent(value) ? `${text} (difference ${formatPercent(value - against)})` : text
}
