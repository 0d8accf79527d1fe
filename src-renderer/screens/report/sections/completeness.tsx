import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import { useReport } from "../report-context"
import classes from "../report.module.css"

/** Which artifacts the report stands on, and their hashes. */
export function CompletenessSection() {
  const { completeness } = useReport().report
  return (
    <table className={classes["plain"]}>
      <thead>
        <tr>
          <th scope="col">Artifact</th>
          <th scope="col">Risk profile</th>
          <th scope="col">There</th>
          <th scope="col">Hash</th>
        </tr>
      </thead>
      <tbody>
        {completeness.map((row) => (
          <tr key={`${row.artifact} ${row.risk_profile ?? ""} ${row.path ?? ""}`}>
            <th scope="row">{row.artifact}</th>
            <td>{row.risk_profile ?? "all"}</td>
            <td>
              <ToneChip tone={row.present ? "ok" : "unknown"} word={row.present ? "yes" : "no"} />
            </td>
            <td>
              <Figure value={row.sha256} unit="hash" why="there is no file" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
