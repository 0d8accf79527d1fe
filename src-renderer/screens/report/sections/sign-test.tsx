import { useReport } from "../report-context"
import classes from "../report.module.css"

/** The directional sign test: every finding, or why there was none. */
export function SignTestTable() {
  const { sign_test: test } = useReport().report
  if (!test.ran || test.result === null)
    return <p className={classes["quiet"]}>Not asked: no feature of the profile turns the gate on.</p>
  const { findings } = test.result
  if (findings.length === 0)
    return <p className={classes["quiet"]}>Every sleeve's signs agree with its direction.</p>
  return (
    <table className={classes["plain"]}>
      <tbody>
        {findings.map((finding) => (
          <tr key={JSON.stringify(finding)}>
            {Object.entries(finding).map(([name, value]) => (
              <td key={name}>{String(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
