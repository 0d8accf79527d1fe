import { useEffect, useState } from "react"
import type { Plan, PlannedSignGate } from "#shared/model/plan"
import type { Answer } from "../../../store/answer-slice"
import type { RunDraft } from "../../../store/draft-slice"
import { useAnswer, useLatestAnswer, useRoot } from "../../../store/use-desk"

export interface Preview {
  readonly answer: Answer<Plan>
  /** The newest plan there was, also beside a refusal. */
  readonly last: Plan | null
  readonly gate: Answer<{ readonly gate: PlannedSignGate | null }>
}

/** Milliseconds without a further change before the engine is asked: a drag asks for what it rests on. */
const SETTLES_AFTER = 24

/** What a run would meet under the draft, asked anew at every change. */
export function usePreview(profile: string, draft: RunDraft): Preview {
  const root = useRoot()
  const asked = useSettled(
    JSON.stringify({ profile, riskProfiles: draft.riskProfiles, parameters: draft.parameters }),
  )
  const request = JSON.parse(asked) as Pick<RunDraft, "riskProfiles" | "parameters"> & {
    readonly profile: string
  }
  const riskProfiles = request.riskProfiles === null ? null : [...request.riskProfiles]
  const { answer, last } = useLatestAnswer(
    "plan.preview",
    {
      root,
      profile: request.profile,
      riskProfiles,
      parameters: { ...request.parameters },
      whatIf: null,
      weights: false,
      signs: false,
      calendars: true,
    },
    ["manifest", "runs"],
    `${root} ${request.profile}`,
  )
  // The gate looks at runs alone, and is asked once a plan stands, so that it never makes the plan wait.
  const { answer: gate } = useLatestAnswer(
    "plan.signGate",
    last === null ? null : { root, profile, riskProfiles, parameters: {} },
    ["manifest", "runs"],
    `${root} ${profile}`,
  )
  return { answer, last, gate }
}

/** The settings that the profile has by itself, below the draft. */
export function useOwnSettings(profile: string) {
  const root = useRoot()
  return useAnswer("settings.effective", { root, profile, parameters: {} }, ["manifest"])
}

/** A text as it was when it last stood still for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), SETTLES_AFTER)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
