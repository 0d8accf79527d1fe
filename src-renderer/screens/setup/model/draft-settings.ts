import type { SettingView } from "#shared/contract/engine/profile-rows"
import type { RunDraft } from "../../../store/draft-slice"
import { type SettingField, settingFields } from "./setting-fields"
import type { SettingPath } from "./setting-texts"
import { parameterValue, readTyped, textOf, valueOf } from "./setting-values"

/** One field as the form shows it. */
export interface FieldState {
  readonly field: SettingField
  /** What stands in the field: what was typed if it was refused, else the value. */
  readonly text: string
  /** The value that a run would take; undefined when it is left out. */
  readonly value: unknown
  /** The profile's own value, and the layer that set it. */
  readonly own: unknown
  readonly origin: string
  readonly isChanged: boolean
  /** Whether an address from outside filled it in and nobody touched it since. */
  readonly isFromLink: boolean
  /** Why it is refused; null when it is not. */
  readonly error: string | null
}

/** A field with the profile's settings below and the draft on top. */
export function fieldState(
  field: SettingField,
  settings: readonly SettingView[],
  draft: RunDraft,
): FieldState {
  const own = valueOf(field, settings)
  const parameter = draft.parameters[field.path]
  const refused = draft.refused[field.path]
  const value = parameter === undefined ? own.value : parameterValue(field, parameter)
  const read = refused === undefined ? null : readTyped(field, refused, allocationOf(settings, draft))
  return {
    field,
    text: refused ?? textOf(field, value),
    value,
    own: own.value,
    origin: own.origin,
    isChanged: parameter !== undefined || refused !== undefined,
    isFromLink: draft.cameFrom !== null && parameter !== undefined && !draft.touched.includes(field.path),
    error: read === null || read.ok ? null : read.why,
  }
}

/** The values of all settings that a run would have, nested as in the manifest. */
export function allocationOf(
  settings: readonly SettingView[],
  draft: Pick<RunDraft, "parameters">,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const field of settingFields) {
    const parameter = draft.parameters[field.path]
    const value = parameter === undefined ? valueOf(field, settings).value : parameterValue(field, parameter)
    if (value === undefined) continue
    const [section, key] = field.path.split(".")
    if (key === undefined) values[section!] = value
    else values[section!] = { ...(values[section!] as object | undefined), [key]: value }
  }
  return values
}

/** What typing into a field makes of the draft: a parameter, a refusal, or nothing when it is the profile's own. */
export function typed(
  field: SettingField,
  text: string,
  settings: readonly SettingView[],
  draft: RunDraft,
): Pick<RunDraft, "parameters" | "refused" | "touched"> {
  const own = textOf(field, valueOf(field, settings).value)
  const clean = putBack(field.path, draft)
  if (text.trim() === own) return clean
  const read = readTyped(field, text, allocationOf(settings, draft))
  return read.ok
    ? { ...clean, parameters: { ...clean.parameters, [field.path]: read.parameter } }
    : { ...clean, refused: { ...clean.refused, [field.path]: text } }
}

/** The draft with the profile's own value in a field again. */
export function putBack(
  path: SettingPath,
  draft: RunDraft,
): Pick<RunDraft, "parameters" | "refused" | "touched"> {
  const { [path]: _parameter, ...parameters } = draft.parameters
  const { [path]: _refused, ...refused } = draft.refused
  return { parameters, refused, touched: [...draft.touched.filter((name) => name !== path), path] }
}
