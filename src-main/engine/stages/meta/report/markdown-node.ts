import type { SleeveDecision, SleeveHealth } from "#shared/model/decision"
import type { NodeSection } from "#shared/model/report"
import { formatPercent } from "#shared/quantity/format"
import { heading, paragraph, table } from "./markdown-blocks"

/** Health, decisions and alignment of one meta profile of the tree. */
export function renderNode(node: NodeSection): string {
  const { alignment } = node
  return [
    heading(3, `Sleeves of ${node.meta_profile}`),
    table(
      ["Sleeve", "Status", "Health", "Windows", "Stream", "Note"],
      node.decisions.sleeves.map((decision) => [
        decision.id,
        decision.status,
        ...healthCells(decision, node.health),
        decision.stream === null ? "" : `\`${decision.stream.file}\``,
        decision.note,
      ]),
    ),
    paragraph(
      `Inner join (${alignment.join}): ${alignment.intersection} common days of ${alignment.union}, ${alignment.first} to ${alignment.last}, largest gap ${alignment.largestGapDays} days.`,
    ),
    table(
      [
        "Sleeve",
        "Rows",
        "Lost",
        "of them on weekends",
        "Share lost outside weekends",
        "Return lost",
        "Variance lost",
        "Cost to others",
      ],
      alignment.sleeves.map((sleeve) => [
        sleeve.id,
        String(sleeve.rows),
        String(sleeve.rowsLost),
        String(sleeve.weekendRowsLost),
        formatPercent(sleeve.otherShareLost),
        formatPercent(sleeve.returnLost),
        formatPercent(sleeve.varianceShareLost),
        `${sleeve.rowsCostToOthers} days`,
      ]),
    ),
  ].join("\n")
}

function healthCells(decision: SleeveDecision, health: readonly SleeveHealth[]): [string, string] {
  const evidence = health.find((entry) => entry.id === decision.id)
  if (evidence === undefined) return [decision.kind === "meta" ? "nested" : "", ""]
  const ratio = evidence.ratio === null ? "no evidence" : formatPercent(evidence.ratio)
  return [evidence.verdict, `${evidence.success} of ${evidence.expected} (${ratio})`]
}
