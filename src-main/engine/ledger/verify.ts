import { fileExists, readTextAsWritten } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"
import { readRunRecord } from "#engine/artifacts/run-record"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { type ChainCheck, checkChain } from "./chain"
import { emptyChain } from "./ledger"
import { type LedgerContent, type LedgerLine, ledgerMissing, parseLedger } from "./read"
import { checkFiles } from "./verify-files"
import { wrongReportHeads } from "./verify-report-heads"
import { wrongRunRecord } from "./verify-run-record"

/** What recomputing a run's chain and hashes found. */
export interface Verification {
  /** Empty when the run is what its ledger says; the first wrong record comes first. */
  readonly findings: readonly Problem[]
  /**
   * `ledger`: a run of the Python platform lists no artifacts and has no close, so neither a changed file nor a
   * cut tail can be seen.
   */
  readonly judgedBy: "ledger and artifacts" | "ledger"
  /** Records of the ledger that hold, from the first on. */
  readonly records: number
  /** Entries of `artifacts.json`. */
  readonly artifacts: number
  /** Hash of the last record that holds. */
  readonly head: Sha256
}

/**
 * Recomputes a run's ledger chain and artifact hashes (design 5.8); of a run of the Python platform the chain
 * alone. `runPath` is the absolute run directory.
 * What is wrong with the run is a finding; fails only when there is no ledger to verify (`ledger.missing`) or
 * it can't be read.
 */
export function verifyRun(runPath: string): Result<Verification> {
  const path = `${runPath}/${runFiles.ledger}`
  // A byte order mark was not written, and would be passed over elsewhere.
  const text = readTextAsWritten(path)
  if (!text.ok) return text.problems[0].code === "file.missing" ? failed(ledgerMissing(path)) : text
  // A writer that was stopped while writing leaves its last line without an end.
  const whole = text.value.lastIndexOf("\n") + 1
  const torn = text.value.slice(whole)
  const content = parseLedger(text.value.slice(0, whole))
  const cut = torn === "" ? [] : [truncated(path, `a last line without an end: ${torn.slice(0, 80)}`)]
  if (isPlatformRun(runPath, content)) {
    const { end, broken } = checkChain(path, content, "platform")
    const findings = [...(broken === undefined ? [] : [broken]), ...cut]
    return ok({ findings, judgedBy: "ledger", records: end.count, artifacts: 0, head: end.head })
  }
  const chain = checkChain(path, content, "own")
  const closed = lastClose(content)
  const files = checkFiles(runPath, closed?.["artifacts_sha256"])
  const rest =
    chain.broken === undefined
      ? [...cut, ...endFindings(runPath, path, content, chain, closed), ...wrongReportHeads(runPath, content)]
      : [chain.broken, ...cut]
  return ok({
    findings: [...rest, ...files.findings],
    judgedBy: "ledger and artifacts",
    records: chain.end.count,
    artifacts: files.artifacts,
    head: chain.end.head,
  })
}

/** The Python platform writes neither run.json nor numbered records; what it wrote can only be chained. */
function isPlatformRun(runPath: string, content: LedgerContent): boolean {
  return content.records[0]?.record["seq"] === undefined && !fileExists(`${runPath}/${runFiles.run}`)
}

/** Whether a whole chain also ends where the run ended. */
function endFindings(
  runPath: string,
  path: string,
  content: LedgerContent,
  { end }: ChainCheck,
  closed: Readonly<Record<string, unknown>> | undefined,
): Problem[] {
  const record = readRunRecord(runPath)
  if (!record.ok) return [...record.problems]
  const { count, head } = record.value.ledger
  const last = content.records.at(-1)
  if (count > end.count) return [truncated(path, `${end.count} records, run.json counts ${count}`)]
  const wrong = (data: typeof closed) => wrongRunRecord(runPath, content, record.value, data)
  if (last?.record["type"] !== "run.closed") return [unclosed(path, last), ...wrong(undefined)]
  if (count !== end.count || head !== end.head) {
    const headThere = count === 0 ? emptyChain.head : content.records[count - 1]?.record["hash"]
    const diedClosing = record.value.state === "running" && head === headThere
    if (diedClosing) return [unwritten(`${runPath}/${runFiles.run}`), ...wrong(undefined)]
    const seen = `${end.count} records with head ${end.head}, run.json has ${count} with ${head}`
    return [otherLedger(path, seen)]
  }
  return wrong(closed)
}

function lastClose(content: LedgerContent): Readonly<Record<string, unknown>> | undefined {
  const data = content.records.findLast((line) => line.record["type"] === "run.closed")?.record["data"]
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : undefined
}

const remedy = "Do not rely on this run; restore its directory from a backup, or run again."

function truncated(where: string, seen: string): Problem {
  return problem("ledger.truncated", { what: "The end of the ledger was cut off.", where, seen, remedy })
}

function unclosed(path: string, last: LedgerLine | undefined): Problem {
  return problem("ledger.unclosed", {
    what: "The ledger does not end with the close of the run: it was stopped, or still goes on.",
    where: last === undefined ? path : `${path}:${last.line}`,
    seen: last === undefined ? "an empty ledger" : `${String(last.record["type"])} as the last record`,
    remedy: "Let it end or resume it, or run again.",
  })
}

function unwritten(where: string): Problem {
  return problem("ledger.unclosed", {
    what: "The run was stopped between the close of its ledger and the last writing of run.json.",
    where,
    seen: "state running, the ledger ends with the close of the run",
    remedy: "Take it up again with `nestfolio resume`, which repeats nothing that is finished.",
  })
}

function otherLedger(where: string, seen: string): Problem {
  return problem("ledger.broken", {
    what: "The ledger is not the one that the run was closed with.",
    where,
    seen,
    remedy,
  })
}
