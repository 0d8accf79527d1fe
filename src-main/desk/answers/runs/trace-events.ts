import type { TraceEvent } from "#shared/contract/engine/run-rows"
import type { LedgerLine } from "#engine/ledger/read"
import { jsonOf, placeIn, textIn } from "./trace-record"

/** Every record that is no intent or outcome of a step, in ledger order. */
export function traceEvents(lines: readonly LedgerLine[]): readonly TraceEvent[] {
  return lines.flatMap(({ line, record }, index) => {
    const type = textIn(record, "type") ?? ""
    if (type === "action") return []
    const { seq } = record
    return [
      {
        line,
        seq: typeof seq === "number" ? seq : index,
        ts: textIn(record, "ts") ?? textIn(record, "timestamp") ?? "",
        type,
        name: textIn(record, "decision") ?? type,
        ...placeIn(record),
        data: jsonOf(record["data"]),
      },
    ]
  })
}
