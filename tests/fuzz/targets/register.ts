import type { Target } from "../target"
import { holdingsTarget } from "./holdings"
import { ledgerTarget } from "./ledger"
import { manifestTarget } from "./manifest"
import { metaRunTarget } from "./meta-run"
import { optimizeTarget } from "./optimize"
import { seriesTarget } from "./series"
import { streamTarget } from "./stream"
import { verifyTarget } from "./verify"

/** What is fuzzed. */
export const targets: readonly Target[] = [
  manifestTarget,
  seriesTarget,
  streamTarget,
  holdingsTarget,
  ledgerTarget,
  verifyTarget,
  metaRunTarget,
  optimizeTarget,
]

/** Inputs of each target when there are `count` in all. */
export function countsOf(chosen: readonly Target[], count: number): readonly number[] {
  let shares = 0
  for (const { share } of chosen) shares += share
  return chosen.map(({ share }) => Math.ceil((count * share) / shares))
}
