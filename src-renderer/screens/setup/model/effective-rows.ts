import type { SettingView } from "#shared/contract/engine/profile-rows"
import type { RunDraft } from "../../../store/draft-slice"
import { fieldState } from "./draft-settings"
import { type SettingField, settingFields } from "./setting-fields"

/** A setting that the run would have. */
export interface EffectiveRow {
  readonly field: SettingField
  readonly value: unknown
  readonly own: unknown
  /** The layer that sets it; "this form" for what was changed here. */
  readonly origin: string
}

/** Every setting with a value, in this order: changed here, set by a layer above the program's defaults, defaults. */
export function effectiveRows(settings: readonly SettingView[], draft: RunDraft): readonly EffectiveRow[] {
  const rows = settingFields.flatMap((field): EffectiveRow[] => {
    const { value, own, origin } = fieldState(field, settings, draft)
    if (value === undefined) return []
    return [{ field, value, own, origin: Object.hasOwn(draft.parameters, field.path) ? "this form" : origin }]
  })
  const rank = ({ origin }: EffectiveRow) => (origin === "this form" ? 0 : origin === "code" ? 2 : 1)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}
