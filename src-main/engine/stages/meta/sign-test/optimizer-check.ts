import { namesOfRiskProfile, type RiskProfile } from "#shared/model/risk-profile"
import type { SignFinding } from "#shared/model/sign-test"
import { parsePortfolioFile } from "#engine/workspace/holdings-file"
import { atomWeightsFile } from "#engine/workspace/holdings"
import { type AtomMap, physicalAtom } from "#engine/workspace/physical-symbol"

type Finding = Omit<SignFinding, "run_id">

const TOLERANCE = 1e-12

/**
 * Whether the optimiser treated short atoms as long positions in inverted streams: each is LONG with a net
 * weight that is not negative (reference 1.10). Takes the bytes of the run's atom weights, if it has them.
 */
export function checkOptimizer(
  bytes: Uint8Array | undefined,
  risk: RiskProfile,
  map: AtomMap,
): readonly Finding[] {
  if (bytes === undefined) return [error("SIGNTEST_OPTIMIZER_MISSING", "", `${atomWeightsFile} is missing`)]
  const parsed = parsePortfolioFile(bytes, atomWeightsFile)
  if (!parsed.ok) {
    const { where, seen } = parsed.problems[0]
    return [error("SIGNTEST_OPTIMIZER_PARSE", "", `${where}: ${seen}`)]
  }
  const { profiles } = parsed.value
  const name = namesOfRiskProfile(risk).find((one) => Object.hasOwn(profiles, one))
  const assets = name === undefined ? undefined : profiles[name]?.assets
  if (assets === undefined) {
    const filed = Object.keys(profiles).join(", ")
    return [
      error(
        "SIGNTEST_OPTIMIZER_MISSING",
        "",
        `${atomWeightsFile} has no weights for ${risk}, only for ${filed}`,
      ),
    ]
  }
  return assets.flatMap((asset) => {
    if (physicalAtom(asset.Symbol, map, [])?.direction !== "SHORT") return []
    const net = asset.Net_Weight ?? asset.Weight
    if (asset.Direction?.toUpperCase() === "LONG" && net >= -TOLERANCE) return []
    const message = `a short atom is ${asset.Direction ?? "without direction"} with net weight ${net}; the optimiser must see it LONG`
    return [error("SIGNTEST_OPTIMIZER_NOT_NORMALIZED", asset.Symbol, message)]
  })
}

function error(code: Finding["code"], symbol: string, message: string): Finding {
  return { level: "ERROR", code, symbol, message }
}
