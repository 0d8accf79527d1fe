import type { SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import classes from "../report.module.css"

/** What was decided about sleeves, every try of the solver, and figures that look wrong. */
export function DecisionsSection({ section }: { readonly section: SolvedSection }) {
  const told = section.nodes.flatMap(({ meta_profile, decisions }) =>
    decisions.sleeves
      .filter(({ reason }) => reason !== null)
      .map((sleeve) => ({ ...sleeve, place: `${meta_profile} / ${sleeve.id}` })),
  )
  const { attempts } = section.allocation.outcome
  return (
    <>
      {told.length === 0 ? (
        <p className={classes["quiet"]}>Every sleeve was included as it is.</p>
      ) : (
        <ul className={classes["reasons"]}>
          {told.map(({ place, status, reason, note }) => (
            <li key={place}>
              <ToneChip tone={status === "included" ? "warning" : "vetoed"} word={status} />
              <span>
                {place}: {note}
              </span>
              <code>{reason}</code>
            </li>
          ))}
        </ul>
      )}
      <h3>Tries of the solver</h3>
      <ol className={classes["attempts"]}>
        {attempts.map((attempt, index) => (
          <li key={`${index} ${attempt.solver}`}>
            {attempt.riskProfile} by {attempt.solver}
            {attempt.shrinkage === undefined ? "" : `, ridge ${attempt.shrinkage}`}: {attempt.reason}
          </li>
        ))}
      </ol>
      {section.anomalies.length > 0 && (
        <>
          <h3>Anomalies</h3>
          <ul className={classes["attempts"]}>
            {section.anomalies.map((anomaly) => (
              <li key={`${anomaly.where} ${anomaly.figure}`}>
                {anomaly.where}: {anomaly.figure} is <Figure value={anomaly.value} unit="ratio" />, beyond{" "}
                <Figure value={anomaly.limit} unit="ratio" />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
