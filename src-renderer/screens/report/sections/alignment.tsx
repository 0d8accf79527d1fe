import type { SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import classes from "../report.module.css"

/** What the inner join of calendars cost, per sleeve. */
export function AlignmentSection({ section }: { readonly section: SolvedSection }) {
  return section.nodes.map(({ meta_profile, alignment }) => (
    <div key={meta_profile} className={classes["node"]}>
      {section.nodes.length > 1 && <h3>{meta_profile}</h3>}
      <p className={classes["quiet"]}>
        <Figure value={alignment.intersection} unit="count" /> common days of{" "}
        <Figure value={alignment.union} unit="count" />, from {alignment.first} to {alignment.last}; largest
        gap {alignment.largestGapDays} days; x {alignment.periodsPerYear}; join: {alignment.join}
      </p>
      <table className={classes["plain"]}>
        <thead>
          <tr>
            <th scope="col">Sleeve</th>
            <th scope="col">Rows</th>
            <th scope="col">Lost</th>
            <th scope="col">Kept</th>
            <th scope="col">Weekend</th>
            <th scope="col">Other</th>
            <th scope="col">Return lost</th>
            <th scope="col">Variance lost</th>
            <th scope="col">Cost to others</th>
          </tr>
        </thead>
        <tbody>
          {alignment.sleeves.map((sleeve) => (
            <tr key={sleeve.id}>
              <th scope="row">{sleeve.id}</th>
              <td className={classes["number"]}>
                <Figure value={sleeve.rows} unit="count" />
              </td>
              <td className={classes["number"]}>
                <Figure value={sleeve.shareLost} unit="percent" />
              </td>
              <td>
                <span className={classes["kept"]} aria-hidden>
                  <i style={{ width: `${(1 - sleeve.shareLost) * 100}%` }} />
                </span>
              </td>
              <td className={classes["number"]}>
                <Figure value={sleeve.weekendRowsLost} unit="count" />
              </td>
              <td className={classes["number"]}>
                <Figure value={sleeve.otherRowsLost} unit="count" />
              </td>
              <td className={classes["number"]}>
                <Figure value={sleeve.returnLost} unit="percent" />
              </td>
              <td className={classes["number"]}>
                <Figure value={sleeve.varianceShareLost} unit="percent" />
              </td>
              <td className={classes["number"]}>
                <Figure value={sleeve.rowsCostToOthers} unit="count" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {alignment.sleeves.flatMap(({ id, warnings }) =>
        warnings.map((warning) => (
          <p key={`${id} ${warning}`}>
            {id}: {warning}
          </p>
        )),
      )}
    </div>
  ))
}
