import type { DeskState } from "../../store/desk-state"
import { useDesk, useDeskStore } from "../../store/use-desk"
import { askedSettings } from "./asked-settings"
import type { RunFacts } from "./run-facts"

/** Opens the set-up of a run's profile as the run was set up; null for a run that no form sets up. */
export function useOldSettings(root: string, run: RunFacts): (() => void) | null {
  const store = useDeskStore()
  const changeDraft = useDesk((state) => state.changeDraft)
  const go = useDesk((state) => state.go)
  if (run.kind !== "meta" || run.profile === "") return null
  return () => void openSetup(store.getState(), root, run, changeDraft, go)
}

async function openSetup(
  state: DeskState,
  root: string,
  run: RunFacts,
  changeDraft: DeskState["changeDraft"],
  go: DeskState["go"],
): Promise<void> {
  const text = await state.readArtifact(root, run.runId, "config/resolved_manifest.json")
  const asked = text === null ? null : askedSettings(text)
  if (asked === null)
    state.tell("The run's own settings can't be read: the form shows the profile's.", "warning")
  else changeDraft(run.profile, { riskProfiles: asked.riskProfiles, parameters: asked.parameters })
  go("setup", run.profile)
}
