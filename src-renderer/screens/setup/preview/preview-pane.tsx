import { useMemo } from "react"
import type { Plan } from "#shared/model/plan"
import { Loading } from "../../../parts/loading"
import { useDesk } from "../../../store/use-desk"
import type { SetupForm } from "../form/use-setup-form"
import { levelsOf, riskSummaries } from "../model/level-rows"
import { CommandLine } from "./command-line"
import { EffectiveSettings } from "./effective-settings"
import { LevelView } from "./level-view"
import classes from "./preview.module.css"
import { Refusals } from "./refusals"
import { RiskTabs } from "./risk-tabs"
import { SignGate } from "./sign-gate"
import type { Preview } from "./use-preview"

/** What the run would meet, by the engine's plan; an older plan stays, marked, until the newer one is there. */
export function PreviewPane({ preview, form }: { readonly preview: Preview; readonly form: SetupForm }) {
  const { answer, last } = preview
  const isRefused = answer.state === "failed"
  const isStale = answer.state === "ready" && answer.isStale
  return (
    <section className={classes["pane"]} aria-label="What the run would meet" aria-busy={isStale}>
      {isRefused && <Refusals problems={answer.problems} calendars={last?.calendars ?? []} form={form} />}
      {last === null ? (
        !isRefused && <Loading what="The plan" lines={12} />
      ) : (
        <>
          {isRefused && <p className={classes["before"]}>As it stood before this was refused:</p>}
          <PlanOf
            plan={last}
            preview={preview}
            form={form}
            isStale={isStale || isRefused}
            isAsking={isStale}
          />
        </>
      )}
    </section>
  )
}

function PlanOf({
  plan,
  preview,
  form,
  isStale,
  isAsking,
}: {
  readonly plan: Plan
  readonly preview: Preview
  readonly form: SetupForm
  readonly isStale: boolean
  readonly isAsking: boolean
}) {
  const wanted = useDesk(({ route }) => route.params["risk"])
  const summaries = useMemo(() => riskSummaries(plan), [plan])
  const risk = summaries.some((each) => each.risk === wanted) ? wanted! : (summaries[0]?.risk ?? "")
  const levels = useMemo(() => levelsOf(plan, risk), [plan, risk])
  const problems = plan.risk_profiles.find((each) => each.risk_profile === risk)?.problems ?? []
  const command = form.draft.executeSleeves ? `${plan.command} --execute-sleeves` : plan.command
  return (
    <div className={classes["plan"]} data-stale={isStale}>
      <RiskTabs summaries={summaries} chosen={risk} isAsking={isAsking} />
      <div id="setup-risk" role="tabpanel" aria-label={risk} className={classes["levels"]}>
        {problems.length > 0 && (
          <Refusals
            problems={problems}
            calendars={plan.calendars.filter((each) => each.risk_profile === risk)}
            form={form}
          />
        )}
        {levels.map((level, index) => (
          <LevelView key={level.metaProfile} level={level} isRoot={index === 0} />
        ))}
      </div>
      <SignGate answer={preview.gate} />
      <EffectiveSettings settings={form.settings} draft={form.draft} />
      <CommandLine command={command} />
    </div>
  )
}
