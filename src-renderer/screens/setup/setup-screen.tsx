import { Button } from "@mantine/core"
import { IconPlayerPlay } from "@tabler/icons-react"
import { useEffect, useMemo } from "react"
import type { SettingView } from "#shared/contract/engine/profile-rows"
import type { Plan } from "#shared/model/plan"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { useDesk } from "../../store/use-desk"
import { SetupForm } from "./form/setup-form"
import type { RatioTick } from "./form/threshold-field"
import { useSetupForm } from "./form/use-setup-form"
import { linkedDraft } from "./model/linked-draft"
import { PreviewPane } from "./preview/preview-pane"
import { useOwnSettings, usePreview } from "./preview/use-preview"
import classes from "./setup-screen.module.css"

/** The form of a run at the left; at the right what the run would meet, from the engine's plan. */
export function SetupScreen() {
  const profile = useDesk(({ route }) => route.subject)
  useLinkInAddress(profile)
  if (profile === "") return <NoProfile />
  return <OfProfile key={profile} profile={profile} />
}

function OfProfile({ profile }: { readonly profile: string }) {
  const settings = useOwnSettings(profile)
  return (
    <Answered answer={settings} what="The settings">
      {(view) => <Setup profile={profile} settings={view.settings} />}
    </Answered>
  )
}

function Setup({
  profile,
  settings,
}: {
  readonly profile: string
  readonly settings: readonly SettingView[]
}) {
  const form = useSetupForm(profile, settings)
  const preview = usePreview(profile, form.draft)
  const ticks = useMemo(() => (preview.last === null ? [] : ratioTicks(preview.last)), [preview.last])
  return (
    <div className={classes["screen"]}>
      <SetupForm form={form} ticks={ticks} />
      <PreviewPane preview={preview} form={form} />
    </div>
  )
}

/** Where the sleeves of all levels lie on the threshold's slider. */
function ratioTicks(plan: Plan): readonly RatioTick[] {
  const ticks = new Map<string, RatioTick>()
  for (const { sleeves } of plan.calendars) {
    for (const { id, health, status } of sleeves) {
      if (health === null || health.ratio === null) continue
      ticks.set(`${id} ${health.ratio}`, { id, ratio: health.ratio, isVetoed: status === "vetoed" })
    }
  }
  return [...ticks.values()]
}

/** `?link=quant://...` fills the form in once; the address then forgets it, and nothing is started. */
function useLinkInAddress(profile: string): void {
  const link = useDesk(({ route }) => route.params["link"])
  const show = useDesk((state) => state.show)
  const changeDraft = useDesk((state) => state.changeDraft)
  const tellProblem = useDesk((state) => state.tellProblem)
  useEffect(() => {
    if (link === undefined || profile === "") return
    const filled = linkedDraft(link, profile)
    if (filled.ok) changeDraft(profile, filled.value)
    else tellProblem(filled.problems[0])
    show({ link: undefined })
  }, [link, profile, show, changeDraft, tellProblem])
}

function NoProfile() {
  const go = useDesk((state) => state.go)
  return (
    <EmptyState
      glyph={IconPlayerPlay}
      title="No meta profile chosen"
      actions={<Button onClick={() => go("profiles")}>Choose a profile</Button>}
    >
      A run is set up for one meta profile: choose it in the list of profiles.
    </EmptyState>
  )
}
