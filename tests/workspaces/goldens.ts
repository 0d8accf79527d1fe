import { everyDay } from "./days"
import type { HoldingOptions } from "./options"
import { syntheticSeries } from "./series"
import { workspace, type WorkspaceBuilder } from "./workspace"

const days = everyDay(150)

/**
 * The platform's `meta_six` (reference 6.3): sleeves s0..s5 with the series s_k, each holding BTC .6 and
 * its own coin Qk .4, long; bounds 0.05 to 0.5.
 */
export function metaSix(): WorkspaceBuilder {
  const builder = workspace()
  for (let k = 0; k < 6; k++) builder.sleeve(`q${k}`, days, leaf(k, `Q${k}`, 1))
  const members = [0, 1, 2, 3, 4, 5].map((k) => ({ id: `s${k}`, of: `q${k}` }))
  return builder.meta("meta_six", members, { min: 0.05, max: 0.5 })
}

/**
 * The platform's `meta_tree`: `meta_six` as the sleeve `branch`, the short sleeve d (series s_3,
 * BTC -.6 and RD -.4), a (series s_0, BTC .6 and RA .4), e5 and e4 (the runs q5 and q4).
 */
export function metaTree(): WorkspaceBuilder {
  return metaSix()
    .sleeve("ra", days, leaf(0, "RA", 1))
    .sleeve("rd", days, leaf(3, "RD", -1))
    .meta(
      "meta_tree",
      [
        { id: "branch", of: "meta_six" },
        { id: "d", of: "rd" },
        { id: "a", of: "ra" },
        { id: "e5", of: "q5" },
        { id: "e4", of: "q4" },
      ],
      { min: 0.05, max: 0.5 },
    )
}

const RISKS = ["hrp", "min_variance", "max_sharpe", "equal_weight", "barbell"]

function leaf(k: number, coin: string, sign: 1 | -1) {
  const holdings: HoldingOptions[] = [
    { symbol: "BTC", net: sign * 0.6, market: "CRYPTO" },
    { symbol: coin, net: sign * 0.4, market: "CRYPTO" },
  ]
  return { values: syntheticSeries(k), risks: RISKS, holdings }
}
