import { ProblemList } from "../../../parts/problem-view"
import { useReport } from "../report-context"
import classes from "../report.module.css"

/** Settings that differ from the program's defaults, each with the layer that set it. */
export function SettingsSection() {
  const { settings, remarks } = useReport().report
  return (
    <>
      {remarks.length > 0 && <ProblemList problems={remarks} />}
      <table className={classes["plain"]}>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">Value</th>
            <th scope="col">Set by</th>
          </tr>
        </thead>
        <tbody>
          {settings.map(({ path, value, origin }) => (
            <tr key={path}>
              <th scope="row" className="mono">
                {path}
              </th>
              <td className="mono">{value}</td>
              <td>{origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
