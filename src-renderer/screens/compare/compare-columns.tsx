import type { ComparisonView } from "#shared/contract/engine/comparison-rows"
import { ToneChip, VerdictChip } from "../../parts/state-chip"
import classes from "./compare-screen.module.css"
import { ChangeTable } from "./change-table"
import { type ChangeGroup, changesOf } from "./changes"

/** The cause of each difference first, then what differs, grouped; a group without a difference says so. */
export function CompareColumns({ view }: { readonly view: ComparisonView }) {
  const [baseline, ...others] = view.runs
  const groups = changesOf(view)
  return (
    <>
      <table className={classes["head"]}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Profile</th>
            <th scope="col">Report</th>
            <th scope="col">Against the baseline</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="mono">
              {baseline!.run_id}
            </th>
            <td>{baseline!.profile}</td>
            <td>
              <Grade grade={baseline!.verdict} />
            </td>
            <td>baseline</td>
          </tr>
          {others.map((run, at) => (
            <tr key={run.run_id}>
              <th scope="row" className="mono">
                {run.run_id}
              </th>
              <td>{run.profile}</td>
              <td>
                <Grade grade={run.verdict} />
              </td>
              <td className={classes["cause"]}>{view.causes[at]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {groups.map((group) => (
        <Group key={group.key} group={group} runs={others.map(({ run_id }) => run_id)} />
      ))}
    </>
  )
}

function Group({ group, runs }: { readonly group: ChangeGroup; readonly runs: readonly string[] }) {
  return (
    <section className={classes["group"]} aria-label={group.title}>
      <h2>{group.title}</h2>
      {group.rows.length === 0 ? (
        <ToneChip tone="ok" word="no difference" />
      ) : (
        <ChangeTable group={group} runs={runs} />
      )}
    </section>
  )
}

function Grade({ grade }: { readonly grade: string | null }) {
  return grade === "PASS" || grade === "WARN" || grade === "FAIL" ? (
    <VerdictChip verdict={grade} />
  ) : (
    "no report"
  )
}
