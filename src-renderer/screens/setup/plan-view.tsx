import { Answered } from "../../parts/answered"
import { Figure } from "../../parts/figure"
import { ProblemList } from "../../parts/problem-view"
import { HealthChip } from "../../parts/state-chip"
import type { RunDraft } from "../../store/draft-slice"
import { useAnswer, useRoot } from "../../store/use-desk"
import classes from "./setup-screen.module.css"

/** What the run would meet: sleeves, verdicts, the common window and the arithmetic of the bounds. */
export function PlanView({ profile, draft }: { readonly profile: string; readonly draft: RunDraft }) {
  const root = useRoot()
  const answer = useAnswer(
    "plan.preview",
    {
      root,
      profile,
      riskProfiles: draft.riskProfiles === null ? null : [...draft.riskProfiles],
      parameters: { ...draft.parameters },
      whatIf: null,
      weights: true,
      signs: true,
    },
    ["manifest", "runs"],
  )
  return (
    <section className={classes["plan"]} aria-label="What the run would meet">
      <Answered answer={answer} what="The plan">
        {(plan) => (
          <>
            {plan.risk_profiles.map((risk) => (
              <article key={risk.risk_profile} className={classes["risk"]}>
                <h2>{risk.risk_profile}</h2>
                {risk.problems.length > 0 && <ProblemList problems={risk.problems} />}
                {risk.nodes.map((node) => (
                  <div key={node.meta_profile}>
                    <h3>{node.meta_profile}</h3>
                    <p>
                      <Figure value={node.alignment.intersection} unit="count" /> common days from{" "}
                      {node.alignment.first} to {node.alignment.last}; {node.feasibility}
                    </p>
                    <ul className={classes["sleeves"]}>
                      {node.decisions.sleeves.map((sleeve) => (
                        <li key={sleeve.id}>
                          <span>{sleeve.id}</span>
                          {sleeve.health !== null && <HealthChip verdict={sleeve.health.verdict} />}
                          <span className={classes["quiet"]}>{sleeve.note}</span>
                        </li>
                      ))}
                    </ul>
                  </div>
                ))}
              </article>
            ))}
            <pre className={classes["command"]}>{plan.command}</pre>
          </>
        )}
      </Answered>
    </section>
  )
}
