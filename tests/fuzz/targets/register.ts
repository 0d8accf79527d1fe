import type { Target } from "../target"
import { holdingsTarget } from "./holdings"
import { ledgerTarget } from "./ledger"
import { manifestTarget } from "./manifest"
import { metaRunTarget } from "./meta-run"
import { optimizeTarget } from "./optimize"
import { replayTarget } from "./replay"
import { resumeTarget } from "./resume"
import { seriesTarget } from "./series"
import { sleeveImportTarget } from "./sleeve-import"
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
  sleeveImportTarget,
  metaRunTarget,
  resumeTarget,
  replayTarget,
  optimizeTarget,
]

/** Inputs of each target when there are `count` in all. */
export function countsOf(chosen: readonly Target[], count: number): readonly number[] {
  let shares = 0
  for (const { share } of chosen) shares += share
  return chosen.map(({ share }) => Math.ceil((count * share) / shares))
}
