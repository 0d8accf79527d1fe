import type { Json } from "#shared/model/ledger"
import type { LedgerLine } from "#engine/ledger/read"

/** A step that a run took by itself, not as a part of another. */
export interface PlannedStep {
  readonly stageId: string
  /** The meta profile it worked on. */
  readonly node: string
  readonly risk: string | null
  readonly params: Readonly<Record<string, Json>>
  /** `interrupted`: the run was killed or cancelled in the middle of it. */
  readonly ended: "success" | "failure" | "interrupted"
  /** Whether the run was taken up again since the step before: what failed earlier is then forgotten. */
  readonly afresh: boolean
}

interface OpenStep {
  readonly step: string
  readonly at: number
}

/**
 * The steps of a run in the order of its ledger: whole pipelines, resumed ones and stages that were run by
 * themselves alike. A step that was interrupted is left out when the same one comes again later.
 */
export function planOf(records: readonly LedgerLine[]): readonly PlannedStep[] {
  const steps: PlannedStep[] = []
  let open: readonly OpenStep[] = []
  let afresh = false
  for (const { record } of records) {
    if (record["type"] === "run.reopened") {
      open = []
      afresh = true
    }
    if (record["type"] !== "action") continue
    const name = nameOf(record)
    if (record["status"] === "intent") {
      if (open.length === 0) {
        steps.push({ ...stepOf(record), ended: "interrupted", afresh })
        afresh = false
      }
      open = [...open, { step: name, at: steps.length - 1 }]
    } else {
      const last = open.at(-1)
      if (last?.step !== name) continue
      open = open.slice(0, -1)
      if (open.length === 0) steps[last.at] = { ...steps[last.at]!, ended: endOf(record) }
    }
  }
  return steps.filter((step, i) => step.ended !== "interrupted" || !comesAgain(steps.slice(i + 1), step))
}

function stepOf(record: LedgerLine["record"]): Pick<PlannedStep, "stageId" | "node" | "risk" | "params"> {
  const context = sectionOf(record, "context")
  const risk = context["risk_profile"]
  return {
    stageId: String(context["stage"]),
    node: String(context["meta_profile"]),
    risk: typeof risk === "string" ? risk : null,
    params: sectionOf(sectionOf(record, "intent"), "params") as Readonly<Record<string, Json>>,
  }
}

function nameOf(record: LedgerLine["record"]): string {
  const context = sectionOf(record, "context")
  return JSON.stringify([record["step"], context["meta_profile"], context["risk_profile"]])
}

function endOf(record: LedgerLine["record"]): PlannedStep["ended"] {
  if (record["status"] !== "failure") return "success"
  const problems = sectionOf(sectionOf(record, "outcome"), "metrics")["problems"]
  const codes = Array.isArray(problems) ? problems.map((one) => sectionOf({ one }, "one")["code"]) : []
  return codes.includes("cancelled") ? "interrupted" : "failure"
}

function comesAgain(later: readonly PlannedStep[], { stageId, node, risk }: PlannedStep): boolean {
  return later.some((step) => step.stageId === stageId && step.node === node && step.risk === risk)
}

function sectionOf(
  record: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> {
  const value = record[key]
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}
}
