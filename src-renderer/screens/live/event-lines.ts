import type { RunTrace, TraceEvent, TraceStep } from "#shared/contract/engine/run-rows"
import { instantOf } from "../../parts/instant"
import { stageTitle } from "./stage-titles"

export type EventKind = "decision" | "cache" | "step" | "run"
export type EventTone = "plain" | "warning" | "failed" | "vetoed"

/** A line of the list of events: a record of the ledger that tells of something. */
export interface EventLine {
  /** Line of audit.jsonl. */
  readonly line: number
  readonly kind: EventKind
  readonly tone: EventTone
  /** Milliseconds since 1970. */
  readonly at: number | null
  readonly name: string
  readonly node: string | null
  readonly risk: string | null
  readonly sleeve: string | null
  /** What it says in short. */
  readonly text: string
  /** As JSON. */
  readonly data: string
}

export const eventKinds: readonly { readonly kind: EventKind; readonly title: string }[] = [
  { kind: "decision", title: "Decisions" },
  { kind: "cache", title: "Cache" },
  { kind: "step", title: "Steps" },
  { kind: "run", title: "Run" },
]

/** Every event and every outcome of a step, in the order of the ledger. */
export function eventLines(trace: Pick<RunTrace, "events" | "steps">): EventLine[] {
  const lines = [...trace.events.map(ofEvent), ...trace.steps.flatMap(ofStep)]
  return lines.sort((a, b) => a.line - b.line)
}

/** Those of a kind ("" for all, "warnings" for what is out of the ordinary) that hold every searched word. */
export function filterEvents(lines: readonly EventLine[], kind: string, search: string): EventLine[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
  return lines.filter((line) => {
    const fits = kind === "" || (kind === "warnings" ? line.tone !== "plain" : line.kind === kind)
    if (!fits) return false
    if (words.length === 0) return true
    const text = searchedText(line)
    return words.every((word) => text.includes(word))
  })
}

function searchedText({ name, node, risk, sleeve, text }: EventLine): string {
  return `${name} ${node ?? ""} ${risk ?? ""} ${sleeve ?? ""} ${text}`.toLowerCase()
}

/** Where an event belongs: "global_core / hrp / crypto". */
export function placeText({ node, risk, sleeve }: Pick<EventLine, "node" | "risk" | "sleeve">): string {
  return [node, risk, sleeve].filter((part) => part !== null).join(" / ")
}

/** The lines as text to paste elsewhere: time, name, place and what was said, separated by tabs. */
export function eventsAsText(lines: readonly EventLine[]): string {
  return lines
    .map((line) => {
      const at = line.at === null ? "" : new Date(line.at).toISOString()
      return [at, line.name, placeText(line), line.text].join("\t")
    })
    .join("\n")
}

function ofEvent(event: TraceEvent): EventLine {
  const { line, type, name, sleeve, data } = event
  const told = parsed(data)
  const kind = type === "decision" ? "decision" : type === "meta_cache" ? "cache" : "run"
  return {
    line,
    kind,
    tone: toneOf(name, data),
    at: instantOf(event.ts),
    name: type === "meta_cache" ? (hitIn(data) ? "cache hit" : "cache miss") : name,
    // What a stage says at its end names its place among the rest.
    node: event.node ?? textIn(told, "meta_profile"),
    risk: event.risk ?? textIn(told, "risk_profile"),
    sleeve,
    text: textOf(type, told),
    data,
  }
}

function textIn(data: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = data[name]
  return typeof value === "string" ? value : null
}

function ofStep(step: TraceStep): EventLine[] {
  if (step.outcomeLine === null) return []
  const title = stageTitle(step.stage === "" ? step.step : step.stage)
  const hasFailed = step.status === "failure"
  const metrics = parsed(step.metrics)
  const problems = Array.isArray(metrics["problems"]) ? (metrics["problems"] as { what?: unknown }[]) : []
  const what = problems[0]?.what
  return [
    {
      line: step.outcomeLine,
      kind: "step",
      tone: hasFailed ? "failed" : "plain",
      at: instantOf(step.ended),
      name: step.stage === "" ? step.step : step.stage,
      node: step.node,
      risk: step.risk,
      sleeve: null,
      text: hasFailed
        ? `${title}: ${typeof what === "string" ? what : "failed"}`
        : `${title}: ${wordOf(step)}`,
      data: step.metrics,
    },
  ]
}

const wordOf = ({ status, outputs }: TraceStep): string =>
  status === "skipped"
    ? "left out"
    : `done, ${outputs.length} ${outputs.length === 1 ? "file" : "files"} written`

function toneOf(name: string, data: string): EventTone {
  if (/veto|missing|excluded/.test(name)) return "vetoed"
  if (
    /loss|identical|fallback|substitut|overrid|proxy|mismatch|degraded|unknown|repaired|torn|toxic/.test(name)
  ) {
    return "warning"
  }
  if (name === "run.closed" && /"state":"(failed|crashed)/.test(data)) return "failed"
  if (name === "stage.finished" && /"warnings":\[\{/.test(data)) return "warning"
  return "plain"
}

function hitIn(data: string): boolean {
  return parsed(data)["hit"] === true
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function textOf(type: string, data: Readonly<Record<string, unknown>>): string {
  if (type === "genesis") return "the ledger begins"
  if (type !== "meta_cache") return summaryOf(data)
  const remark = data["remark"]
  if (typeof remark === "string" && remark !== "") return remark
  const sleeves = Array.isArray(data["sleeves"]) ? data["sleeves"].length : 0
  return data["hit"] === true
    ? `taken for the same ${sleeves} sleeves`
    : `nothing kept for these ${sleeves} sleeves`
}

/** The note where there is one, else the first scalars by name; hashes and lists are for the detail. */
function summaryOf(data: Readonly<Record<string, unknown>>): string {
  const note = data["note"]
  if (typeof note === "string" && note !== "") return note
  const warnings = data["warnings"]
  if (Array.isArray(warnings)) {
    const notes = warnings.flatMap((one: { note?: unknown }) =>
      typeof one.note === "string" ? [one.note] : [],
    )
    if (notes.length > 0) return notes.join("; ")
  }
  const scalars = scalarsIn(data)
  if (scalars.length > 0) return scalars.slice(0, 4).join(", ")
  const list = Object.values(data).find((value) => Array.isArray(value) && value.length > 0)
  if (!Array.isArray(list)) return ""
  const first: unknown = list[0]
  const more = list.length > 1 ? `, and ${list.length - 1} more` : ""
  if (typeof first !== "object" || first === null) return `${String(first)}${more}`
  return `${scalarsIn(first as Record<string, unknown>)
    .slice(0, 4)
    .join(", ")}${more}`
}

function scalarsIn(data: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(data).flatMap(([name, value]) => {
    if (typeof value === "number") return [`${name} ${Number(value.toPrecision(4))}`]
    return typeof value === "string" && value !== "" && value.length <= 60 ? [`${name} ${value}`] : []
  })
}
