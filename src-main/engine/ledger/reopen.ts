import { dirname } from "node:path"
import { listDirectory, readBytes } from "#engine/artifacts/disk-read"
import { openForAppend, writeAtomically } from "#engine/artifacts/disk-write"
import { sha256Of } from "#engine/artifacts/hash"
import type { RunEntry } from "#shared/model/ledger"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import { checkChain } from "./chain"
import { type Ledger, openLedger } from "./ledger"
import { parseLedger } from "./read"

const LINE_FEED = 10

/**
 * Opens the ledger of a run that is taken up again. A torn last line, left by a writer that was stopped while
 * writing, moves to `audit.torn-<n>` and is followed by a record `ledger.repaired`. Fails with `ledger.broken`
 * when the chain before it does not hold.
 */
export function reopenLedger(path: string, clock: Clock): Result<Ledger> {
  const bytes = readBytes(path)
  if (!bytes.ok) return bytes
  const whole = bytes.value.lastIndexOf(LINE_FEED) + 1
  // A byte order mark is no part of a ledger: verify would find it in the first line.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.value.subarray(0, whole))
  const content = parseLedger(text)
  const { end, broken } = checkChain(path, content, "own")
  if (broken !== undefined) return failed(broken)

  const torn = bytes.value.subarray(whole)
  if (torn.length === 0) return openLedger(path, clock, end)

  const repaired = setAside(path, torn, whole)
  if (!repaired.ok) return repaired
  const ledger = openLedger(path, clock, end)
  if (!ledger.ok) return ledger
  const recorded = ledger.value.append(repaired.value)
  return recorded.ok ? ledger : recorded
}

/** The torn part is safe in its own file before the ledger is cut. */
function setAside(path: string, torn: Uint8Array, whole: number): Result<RunEntry> {
  const folder = dirname(path)
  const taken = new Set(listDirectory(folder))
  let n = 1
  while (taken.has(`audit.torn-${n}`)) n += 1
  const file = `audit.torn-${n}`
  const kept = writeAtomically(`${folder}/${file}`, torn)
  if (!kept.ok) return kept
  const opened = openForAppend(path)
  if (!opened.ok) return opened
  const cut = opened.value.truncate(whole)
  opened.value.close()
  if (!cut.ok) return cut
  return ok({ type: "ledger.repaired", data: { file, bytes: torn.length, sha256: sha256Of(torn) } })
}
