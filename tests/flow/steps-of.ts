import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"

/** A step that a run began. */
interface Step {
  readonly step: string
  readonly meta: string | undefined
}

/** What a run began, in the order of its ledger. */
export function stepsOf(root: string, { runDir }: MetaOutcome): Step[] {
  return readFileSync(join(root, runDir!, "audit.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { status?: string; step: string; context?: { meta_profile?: string } })
    .filter(({ status }) => status === "intent")
    .map(({ step, context }) => ({ step, meta: context?.meta_profile }))
}
