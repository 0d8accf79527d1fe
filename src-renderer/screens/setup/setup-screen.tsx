import { Button, MultiSelect } from "@mantine/core"
import { IconPlayerPlay } from "@tabler/icons-react"
import { riskProfiles } from "#shared/model/risk-profile"
import { doAction } from "../../actions/use-actions"
import { emptyDraft } from "../../store/draft-slice"
import { useDesk, useDeskStore } from "../../store/use-desk"
import { PlanView } from "./plan-view"
import classes from "./setup-screen.module.css"

/** The form of a run at the left; at the right what the run would meet, from the engine's plan. */
export function SetupScreen() {
  const store = useDeskStore()
  const profile = useDesk(({ route }) => route.subject)
  const draft = useDesk(({ drafts }) => drafts[profile] ?? emptyDraft)
  const change = useDesk((state) => state.changeDraft)
  return (
    <div className={classes["screen"]}>
      <section className={classes["form"]} aria-label="What to run">
        <h2>{profile}</h2>
        <MultiSelect
          label="Risk profiles"
          description="Empty: those of the profile."
          data={[...riskProfiles]}
          value={[...(draft.riskProfiles ?? [])]}
          searchable
          clearable
          onChange={(chosen) => change(profile, { riskProfiles: chosen.length === 0 ? null : chosen })}
        />
        <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => doAction(store, "run.start")}>
          Run
        </Button>
      </section>
      <PlanView profile={profile} draft={draft} />
    </div>
  )
}
