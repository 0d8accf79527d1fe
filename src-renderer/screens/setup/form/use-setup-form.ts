import type { SettingView } from "#shared/contract/engine/profile-rows"
import { emptyDraft, type RunDraft } from "../../../store/draft-slice"
import { useDesk } from "../../../store/use-desk"
import { type FieldState, fieldState, putBack, typed } from "../model/draft-settings"
import { fieldAt } from "../model/setting-fields"
import type { SettingPath } from "../model/setting-texts"

/** The form of one profile: what its fields hold, and what changes them. */
export interface SetupForm {
  readonly profile: string
  readonly draft: RunDraft
  readonly settings: readonly SettingView[]
  readonly field: (path: SettingPath) => FieldState
  /** A field's text as it is typed, dragged or chosen. */
  readonly type: (path: SettingPath, text: string) => void
  readonly putBack: (path: SettingPath) => void
  readonly change: (changes: Partial<RunDraft>) => void
}

export function useSetupForm(profile: string, settings: readonly SettingView[]): SetupForm {
  const draft = useDesk(({ drafts }) => drafts[profile] ?? emptyDraft)
  const changeDraft = useDesk((state) => state.changeDraft)
  const change = (changes: Partial<RunDraft>) => changeDraft(profile, changes)
  return {
    profile,
    draft,
    settings,
    field: (path) => fieldState(fieldAt(path), settings, draft),
    type: (path, text) => change(typed(fieldAt(path), text, settings, draft)),
    putBack: (path) => change(putBack(path, draft)),
    change,
  }
}
