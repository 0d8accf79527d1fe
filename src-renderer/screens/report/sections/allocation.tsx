import type { AllocationRow, SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import { readFigure } from "../../../parts/read-figure"
import classes from "../report.module.css"
import { TracedValue } from "../traced"

/** Weights of the sleeves against their bounds, beside the share of the risk that each carries. */
export function AllocationTable({ section }: { readonly section: SolvedSection }) {
  const { allocation, risk_profile: risk } = section
  const { outcome, effective_n } = allocation
  return (
    <>
      <p className={classes["quiet"]}>
        {outcome.kind} as {outcome.riskProfile} by {outcome.engine}
        {outcome.solver === null ? "" : ` (${outcome.solver})`}; effective N{" "}
        <Figure value={effective_n} unit="ratio" />
        {outcome.certificate !== null &&
          `; certificate ${outcome.certificate.value.toExponential(1)} of at most ${outcome.certificate.limit.toExponential(0)}`}
      </p>
      <table className={classes["plain"]}>
        <thead>
          <tr>
            <th scope="col">Sleeve</th>
            <th scope="col">Weight</th>
            <th scope="col">Within its bounds</th>
            <th scope="col">Share of risk</th>
          </tr>
        </thead>
        <tbody>
          {allocation.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.id}</th>
              <td className={classes["number"]}>
                <TracedValue value={row.weight} unit="fraction" address={`${risk}.weight.${row.id}`} />
              </td>
              <td>
                <BoundsBar row={row} />
              </td>
              <td className={classes["number"]}>
                <TracedValue
                  value={row.risk_share}
                  unit="fraction"
                  address={`${risk}.risk_share.${row.id}`}
                  why="zero variance"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The weight as a mark on the span that its bounds allow. */
function BoundsBar({
  row: { weight, min_weight: min, max_weight: max, at_bound },
}: {
  readonly row: AllocationRow
}) {
  const percent = (value: number) => `${Math.min(Math.max(value, 0), 1) * 100}%`
  const text = `${readFigure(weight, "percent")} of ${readFigure(min, "percent")} to ${readFigure(max, "percent")}`
  return (
    <span
      className={classes["bounds"]}
      role="img"
      aria-label={`${text}${at_bound ? ", at a bound" : ""}`}
      title={text}
    >
      <i className={classes["span"]} style={{ left: percent(min), right: percent(1 - max) }} />
      <i className={classes["fill"]} data-bound={at_bound} style={{ width: percent(weight) }} />
      {at_bound && <em>at bound</em>}
    </span>
  )
}
