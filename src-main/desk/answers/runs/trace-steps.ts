import type { TraceFile, TraceStep } from "#shared/contract/engine/run-rows"
import type { ArtifactEntry } from "#shared/model/artifact"
import type { Attempt } from "#shared/model/optimize"
import type { MetaOptimized } from "#shared/model/weights"
import { readListed } from "#engine/artifacts/listed-artifact"
import type { LedgerLine } from "#engine/ledger/read"
import { durationOf } from "./run-detail"
import { jsonOf, memberOf, placeIn, textIn } from "./trace-record"

/**
 * The steps of a run, each intent with the outcome that followed it. Takes the ledger's records and what the run
 * lists; of an optimiser's outcome the solver attempts are read from the file it wrote.
 */
export function traceSteps(
  lines: readonly LedgerLine[],
  entries: readonly ArtifactEntry[],
  runPath: string,
): readonly TraceStep[] {
  const files = new ListedFiles(entries)
  const steps: TraceStep[] = []
  const open = new Map<string, number>()
  for (const line of lines) {
    if (textIn(line.record, "type") !== "action") continue
    const key = keyOf(line)
    if (textIn(line.record, "status") === "intent") {
      open.set(key, steps.length)
      steps.push(begun(line, files))
      continue
    }
    const at = open.get(key)
    open.delete(key)
    if (at === undefined) steps.push(ended(begun(line, files), line, files, runPath))
    else steps[at] = ended(steps[at]!, line, files, runPath)
  }
  return steps
}

/** Steps of the platform's runs go on window by window: the window tells them apart. */
function keyOf({ record }: LedgerLine): string {
  const { node, risk, sleeve } = placeIn(record)
  const context = record["context"]
  const more = ["engine", "window_index"].map((name) => jsonOf(memberOf(context, name)))
  return [textIn(record, "step"), node, risk, sleeve, ...more].join("\n")
}

function begun({ line, record }: LedgerLine, files: ListedFiles): TraceStep {
  const { node, risk } = placeIn(record)
  const intent = record["intent"]
  return {
    step: textIn(record, "step") ?? "",
    stage: textIn(record["context"], "stage") ?? "",
    node,
    risk,
    status: "running",
    started: textIn(record, "ts") ?? textIn(record, "timestamp") ?? "",
    ended: null,
    duration: null,
    intentLine: line,
    outcomeLine: null,
    inputs: files.named(memberOf(intent, "input_hashes")),
    outputs: [],
    params: jsonOf(memberOf(intent, "params")),
    metrics: "{}",
    attempts: [],
  }
}

function ended(
  step: TraceStep,
  { line, record }: LedgerLine,
  files: ListedFiles,
  runPath: string,
): TraceStep {
  const outcome = record["outcome"]
  const at = textIn(record, "ts") ?? textIn(record, "timestamp")
  const outputs = files.named(memberOf(outcome, "output_hashes"))
  return {
    ...step,
    status: statusOf(textIn(record, "status")),
    ended: at,
    duration: durationOf(step.started, at),
    intentLine: step.intentLine === line ? null : step.intentLine,
    outcomeLine: line,
    inputs: [...step.inputs, ...files.named(memberOf(outcome, "input_hashes"))],
    outputs,
    metrics: jsonOf(memberOf(outcome, "metrics")),
    attempts: outputs.flatMap((output) => attemptsIn(files.entry(output.path), runPath)),
  }
}

function statusOf(status: string | null): TraceStep["status"] {
  return status === "success" || status === "skipped" ? status : "failure"
}

function attemptsIn(entry: ArtifactEntry | undefined, runPath: string): readonly string[] {
  if (entry?.kind !== "meta_optimized") return []
  const bytes = readListed(runPath, entry)
  if (!bytes.ok) return []
  const { outcome } = JSON.parse(new TextDecoder().decode(bytes.value)) as MetaOptimized
  return outcome.attempts.map(attemptText)
}

function attemptText({ riskProfile, solver, reason, iterations, certificate, shrinkage }: Attempt): string {
  return [
    `${riskProfile} by ${solver}: ${reason}`,
    ...(iterations === undefined ? [] : [`${iterations} iterations`]),
    ...(certificate === undefined ? [] : [`certificate ${certificate}`]),
    ...(shrinkage === undefined ? [] : [`shrinkage ${shrinkage}`]),
  ].join(", ")
}

/** What a run lists, found as its ledger names it: by path, or an input by where it came from. */
class ListedFiles {
  readonly #byPath: ReadonlyMap<string, ArtifactEntry>
  readonly #byOrigin: ReadonlyMap<string, ArtifactEntry>

  constructor(entries: readonly ArtifactEntry[]) {
    this.#byPath = new Map(entries.map((entry) => [entry.path, entry]))
    this.#byOrigin = new Map(entries.map((entry) => [`${entry.origin ?? ""}\n${entry.sha256}`, entry]))
  }

  entry(path: string | null): ArtifactEntry | undefined {
    return path === null ? undefined : this.#byPath.get(path)
  }

  named(hashes: unknown): readonly TraceFile[] {
    if (typeof hashes !== "object" || hashes === null) return []
    return Object.entries(hashes).map(([name, hash]) => {
      const sha256 = String(hash)
      const found = this.#byPath.get(name) ?? this.#byOrigin.get(`${name}\n${sha256}`)
      // A file that was written anew since has another hash than the one that this step saw.
      const entry = found?.sha256 === sha256 ? found : undefined
      return {
        name: entry?.origin ?? name,
        sha256,
        kind: entry?.kind ?? null,
        rows: entry?.rows ?? null,
        bytes: entry?.bytes ?? null,
        path: entry?.path ?? null,
      }
    })
  }
}
