import { NativeSelect, SegmentedControl, Switch, Textarea, TextInput } from "@mantine/core"
import { useId } from "react"
import type { FieldState } from "../model/draft-settings"
import type { SettingPath } from "../model/setting-texts"
import { shownValue } from "../model/setting-values"
import { FieldFrame } from "./field-frame"
import classes from "./form.module.css"
import type { SetupForm } from "./use-setup-form"

/** A setting's field, of the kind that its schema asks for. */
export function SettingField({
  form,
  path,
  isQuiet = false,
  beside = false,
}: {
  readonly form: SetupForm
  readonly path: SettingPath
  readonly isQuiet?: boolean
  /** Few choices as buttons beside each other. */
  readonly beside?: boolean
}) {
  const id = useId()
  const state = form.field(path)
  const onType = (text: string) => form.type(path, text)
  if (state.field.kind === "switch")
    return (
      <FieldFrame state={state} id={id} onPutBack={() => form.putBack(path)} isQuiet={isQuiet}>
        <Switch
          id={id}
          checked={state.value === true}
          onChange={(event) => onType(String(event.currentTarget.checked))}
          aria-label={state.field.label}
        />
      </FieldFrame>
    )
  return (
    <FieldFrame state={state} id={id} onPutBack={() => form.putBack(path)} isQuiet={isQuiet}>
      <Control id={id} state={state} onType={onType} onPutBack={() => form.putBack(path)} beside={beside} />
    </FieldFrame>
  )
}

function Control({
  id,
  state,
  onType,
  onPutBack,
  beside,
}: {
  readonly id: string
  readonly state: FieldState
  readonly onType: (text: string) => void
  readonly onPutBack: () => void
  readonly beside: boolean
}) {
  const { field, text, error } = state
  const described = {
    id,
    error: error !== null,
    "aria-describedby": error === null ? `${id}-says` : `${id}-error`,
  }
  if (field.kind === "choice" && beside)
    return (
      <SegmentedControl
        fullWidth
        data={field.choices.map((choice) => ({ value: choice, label: choice }))}
        value={text}
        onChange={onType}
        aria-labelledby={`${id}-label`}
      />
    )
  if (field.kind === "choice")
    return (
      <NativeSelect
        {...described}
        size="xs"
        data={[
          ...(field.isOptional ? [{ value: "", label: optionalWord(field.path) }] : []),
          ...field.choices,
        ]}
        value={text}
        onChange={(event) =>
          event.currentTarget.value === "" ? onPutBack() : onType(event.currentTarget.value)
        }
      />
    )
  if (field.kind === "json")
    return (
      <Textarea
        {...described}
        classNames={{ input: classes["mono"]! }}
        autosize
        minRows={1}
        maxRows={6}
        value={text}
        placeholder={shownValue(field, undefined)}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      {...described}
      classNames={field.kind === "number" ? { input: classes["number"]! } : {}}
      inputMode={field.kind === "number" ? "decimal" : "text"}
      value={text}
      placeholder={field.isOptional ? optionalWord(field.path) : ""}
      rightSection={<span className={classes["unit"]}>{unitWord(field.unit)}</span>}
      rightSectionWidth={unitWord(field.unit) === "" ? 0 : 44}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}

function optionalWord(path: SettingPath): string {
  return path === "fallback_profile" || path === "profile" || path === "benchmark"
    ? "none"
    : "the engine's own"
}

function unitWord(unit: FieldState["field"]["unit"]): string {
  return unit === "fraction" ? "%" : unit === "rows" ? "rows" : unit === "perYear" ? "a year" : ""
}
