import { z } from "zod"
import { readIndex } from "#engine/artifacts/artifact-index"
import { readListed } from "#engine/artifacts/listed-artifact"
import { type Problem, problem } from "#shared/problem/problem"
import type { LedgerContent } from "./read"

const reportSchema = z.looseObject({
  header: z.looseObject({ ledger: z.looseObject({ record: z.number().int(), head: z.string() }) }),
})

/**
 * Compares "ledger head at record N" in the headers of the run's reports with that record (design 5.7): a report
 * must belong to the ledger it lies beside.
 */
export function wrongReportHeads(runPath: string, content: LedgerContent): Problem[] {
  const index = readIndex(runPath)
  if (!index.ok) return []
  return index.value
    .filter((entry) => entry.kind === "meta_report")
    .flatMap((entry) => {
      // A report that is gone or changed is a finding of its own.
      const bytes = readListed(runPath, entry)
      if (!bytes.ok) return []
      const report = reportSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes.value)))
      const told = report.data?.header.ledger
      const actual = told === undefined ? undefined : content.records[told.record]?.record["hash"]
      if (told !== undefined && told.head === actual) return []
      return [
        problem("ledger.broken", {
          what: "A report names another ledger head than the ledger has at that record.",
          where: `${runPath}/${entry.path}`,
          seen: `${told?.head ?? "none"} at record ${told?.record ?? "none"}, the ledger has ${String(actual)}`,
          remedy: "Write the report again with meta.report, or run again.",
        }),
      ]
    })
}
