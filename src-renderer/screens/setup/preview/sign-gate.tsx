import type { PlannedSignGate } from "#shared/model/plan"
import { Answered } from "../../../parts/answered"
import { ToneChip } from "../../../parts/state-chip"
import type { Answer } from "../../../store/answer-slice"
import classes from "./preview.module.css"

/** The directional sign test: what it says of the sleeves' runs, and what the run would then do. */
export function SignGate({ answer }: { readonly answer: Answer<{ readonly gate: PlannedSignGate | null }> }) {
  return (
    <section className={classes["panel"]} aria-label="Sign gate">
      <h2>Sign gate</h2>
      {answer.state === "loading" ? (
        <p className={classes["quiet"]}>The sleeves' runs are being looked at.</p>
      ) : (
        <Answered answer={answer} what="The sign gate">
          {({ gate }) => (gate === null ? <NoGate /> : <Gate gate={gate} />)}
        </Answered>
      )}
    </section>
  )
}

function NoGate() {
  return <p className={classes["quiet"]}>No feature of the profile asks for the directional sign test.</p>
}

function Gate({ gate }: { readonly gate: PlannedSignGate }) {
  const passes = gate.verdict === "PASS"
  return (
    <>
      <p className={classes["facts"]}>
        <ToneChip tone={passes ? (gate.warnings > 0 ? "warning" : "ok") : "failed"} word={gate.verdict} />
        <span>
          {gate.tested.length} runs tested of {gate.of}, {gate.errors} errors, {gate.warnings} warnings;{" "}
          {gate.consequence}.
        </span>
      </p>
      {gate.findings.length > 0 && (
        <ul className={classes["findings"]}>
          {gate.findings.slice(0, 50).map((finding) => (
            <li key={`${finding.run_id} ${finding.symbol} ${finding.code}`}>
              <ToneChip
                tone={finding.level === "ERROR" ? "failed" : "warning"}
                word={finding.level.toLowerCase()}
              />
              <code>{finding.run_id}</code> {finding.message}
            </li>
          ))}
          {gate.findings.length > 50 && <li>and {gate.findings.length - 50} more</li>}
        </ul>
      )}
    </>
  )
}
