import type { SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import classes from "../report.module.css"

/** The deepest falls below a peak. */
export function DrawdownTable({ section }: { readonly section: SolvedSection }) {
  const { drawdowns } = section.in_sample
  if (drawdowns.length === 0) return <p className={classes["quiet"]}>Wealth never fell below a peak.</p>
  return (
    <table className={classes["plain"]}>
      <thead>
        <tr>
          <th scope="col">Peak</th>
          <th scope="col">Trough</th>
          <th scope="col">Back at the peak</th>
          <th scope="col">Depth</th>
          <th scope="col">Days</th>
        </tr>
      </thead>
      <tbody>
        {drawdowns.map((fall) => (
          <tr key={fall.trough}>
            <td>{fall.peak ?? "the start"}</td>
            <td>{fall.trough}</td>
            <td>{fall.recovery ?? "not yet"}</td>
            <td className={classes["number"]}>
              <Figure value={fall.depth} unit="percent" />
            </td>
            <td className={classes["number"]}>
              <Figure value={fall.days} unit="count" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
