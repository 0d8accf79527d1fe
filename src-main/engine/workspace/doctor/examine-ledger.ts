import { runFiles } from "#engine/artifacts/names"
import { chainStateOf } from "#engine/ledger/chain-state"
import { readLedger } from "#engine/ledger/read"
import { verifyRun } from "#engine/ledger/verify"
import type { RunSummary } from "../runs"
import { describeInLine } from "./describe"
import type { FileVerdict } from "./verdict"

/**
 * The ledger of a run: readable lines, a genesis record, a chain that holds. A run without `run.json` needs it, to
 * be known as complete (`roots` are the meta profiles that use it). A chain that is broken proves nothing of the
 * sleeve's health, so that every run needs another; what else is wrong with a ledger is told, and does not keep a
 * run from being used.
 */
export function examineLedger(run: RunSummary, roots: readonly string[]): readonly FileVerdict[] {
  const base = {
    file: `${run.relativePath}/${runFiles.ledger}`,
    role: "ledger",
    needed_by: run.completeness === "recorded" ? [] : roots,
  }
  const read = readLedger(`${run.path}/${runFiles.ledger}`)
  if (!read.ok) {
    const [why] = read.problems
    const verdict = why.code === "ledger.missing" ? "missing" : "wrong shape"
    return [{ ...base, verdict, detail: why.seen, remedy: why.remedy }]
  }
  const { records, unreadable } = read.value
  const lines = `${records.length} records${unreadable.length === 0 ? "" : `, ${unreadable.length} unreadable lines (first: line ${unreadable[0]})`}`
  if (records[0]?.record["type"] !== "genesis") {
    const detail = `${lines}; the first is no genesis record`
    return [{ ...base, verdict: "wrong shape", detail, remedy: "Repeat the run: its start is not told." }]
  }
  const verified = verifyRun(run.path)
  const findings = verified.ok ? verified.value.findings : verified.problems
  const broken = findings.find(({ code }) => code.startsWith("ledger."))
  const chain: FileVerdict =
    broken === undefined
      ? { ...base, verdict: "found", detail: `${lines}; the chain holds`, remedy: null }
      : {
          ...base,
          needed_by: chainStateOf(read.value).chain === "broken" ? roots : [],
          verdict: "wrong shape",
          detail: `${lines}; ${describeInLine(broken)}`,
          remedy: broken.remedy,
        }
  return [chain, ...findings.filter((one) => !one.code.startsWith("ledger.")).map(changedFile(run))]
}

/** A file that is not the one `artifacts.json` lists; problems of `verify` name it absolutely. */
function changedFile(run: RunSummary) {
  return ({ where, code, seen, remedy }: { where: string; code: string; seen: string; remedy: string }) =>
    ({
      file: where.startsWith(run.path) ? `${run.relativePath}${where.slice(run.path.length)}` : where,
      role: code === "artifact.unlisted" ? "file that is not listed" : "artifact",
      verdict: code === "artifact.missing" ? "missing" : "wrong shape",
      needed_by: [],
      detail: seen,
      remedy,
    }) as const satisfies FileVerdict
}
