import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import { ProblemList } from "../../../parts/problem-view"
import { useAnswer } from "../../../store/use-desk"
import { useReport } from "../report-context"
import classes from "../report.module.css"

/** What the run was computed with, and whether its ledger and files are still what they were. */
export function EnvironmentSection() {
  const { report, root, runId } = useReport()
  const { header } = report
  const verified = useAnswer("runs.verify", { root, runId }, ["runs"])
  return (
    <>
      <dl className={classes["facts"]}>
        <dt>Written</dt>
        <dd>
          <Figure value={header.generated} unit="moment" />
        </dd>
        <dt>Program</dt>
        <dd>{header.program_version}</dd>
        {Object.entries(header.environment).map(([name, value]) => (
          <div key={name} className={classes["pair"]}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt>Ledger head</dt>
        <dd>
          <Figure value={header.ledger.head} unit="hash" /> at record {header.ledger.record}
        </dd>
        <dt>Now</dt>
        <dd>
          {verified.state === "loading" && "being verified"}
          {verified.state === "ready" && (
            <ToneChip
              tone={verified.value.verified ? "ok" : "failed"}
              word={verified.value.verified ? "verified" : "not verified"}
              says={`${verified.value.records} records and ${verified.value.artifacts} artifacts`}
            />
          )}
          {verified.state === "ready" &&
            ` ${verified.value.records} records, ${verified.value.artifacts} artifacts`}
        </dd>
      </dl>
      {verified.state === "ready" && verified.value.findings.length > 0 && (
        <ProblemList problems={verified.value.findings} />
      )}
      {verified.state === "failed" && <ProblemList problems={verified.problems} />}
    </>
  )
}
