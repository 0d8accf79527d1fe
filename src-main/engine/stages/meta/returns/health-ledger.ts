import { type LedgerLine, parseLedger } from "#engine/ledger/read"

/** What is read of a sleeve's ledger. */
export interface ScannedLedger {
  /** The genesis record and everything about `backtest_optimize`. */
  readonly records: readonly LedgerLine[]
  readonly unreadable: number
}

/**
 * Scans a ledger for the records that health is judged by. Ledgers of backtests are large and mostly daily
 * returns, so that only lines that name the step are parsed; of the others it is only seen whether they are
 * whole.
 */
export function scanLedger(text: string): ScannedLedger {
  const records: LedgerLine[] = []
  let unreadable = 0
  for (const [index, line] of text.split("\n").entries()) {
    const trimmed = line.trim()
    if (trimmed === "") continue
    const whole = trimmed.startsWith("{") && trimmed.endsWith("}")
    if (whole && !line.includes("backtest_optimize") && !line.includes('"genesis"')) continue
    const record = parseLedger(line).records[0]
    if (record === undefined) unreadable += 1
    else records.push({ ...record, line: index + 1 })
  }
  return { records, unreadable }
}
