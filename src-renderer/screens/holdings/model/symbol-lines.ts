import { tableFromIPC } from "apache-arrow"
import type { TreeRow } from "../../../parts/tree-rows"
import { shareOf } from "./exposure-index"
import type { HoldingLine } from "./holding-lines"

/** The rows of pages of the table of holdings: one per symbol, everything that is held of it together. */
export function symbolLines(
  pages: readonly Uint8Array[],
  grossBefore: number,
): readonly TreeRow<HoldingLine>[] {
  return pages.flatMap((bytes) => {
    const table = tableFromIPC(bytes)
    const column = <Value>(name: string): readonly Value[] => [...(table.getChild(name) ?? [])]
    const [symbols, descriptions] = [column<string>("symbol"), column<string>("description")]
    const [markets, sectors] = [column<string>("market"), column<string>("sector")]
    const directions = column<HoldingLine["direction"]>("direction")
    const [net, gross, netted] = [column<number>("net"), column<number>("gross"), column<number>("netted")]
    const risk = column<number | null>("risk_share")
    const [contributors, overCap] = [column<string>("contributors"), column<boolean>("over_cap")]
    return symbols.map((name, at) => ({
      key: `symbol:${name}`,
      level: 0,
      children: [],
      item: {
        key: `symbol:${name}`,
        kind: "symbol" as const,
        name,
        description: descriptions[at]!,
        market: markets[at]!,
        sector: sectors[at]!,
        direction: directions[at]!,
        net: net[at]!,
        grossBefore: gross[at]!,
        grossAfter: gross[at]! - netted[at]!,
        ofParent: null,
        ofTotal: shareOf(gross[at]!, grossBefore),
        riskShare: risk[at] ?? null,
        contributors: contributors[at]!.split(", ").filter((id) => id !== ""),
        overCap: overCap[at]!,
      },
    }))
  })
}
