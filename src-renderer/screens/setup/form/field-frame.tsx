import { IconArrowBackUp, IconLink } from "@tabler/icons-react"
import type { ReactNode } from "react"
import type { FieldState } from "../model/draft-settings"
import { shownValue } from "../model/setting-values"
import classes from "./form.module.css"

/**
 * What stands around every field: its label, where its value comes from, how to put a changed one back, and why a
 * wrong one is refused.
 */
export function FieldFrame({
  state,
  id,
  onPutBack,
  children,
  isQuiet = false,
}: {
  readonly state: FieldState
  readonly id: string
  readonly onPutBack: () => void
  readonly children: ReactNode
  /** Without the sentence of what it does. */
  readonly isQuiet?: boolean
}) {
  const { field, own, origin, isChanged, isFromLink, error } = state
  return (
    <div
      className={classes["field"]}
      data-path={field.path}
      data-changed={isChanged}
      data-wrong={error !== null}
    >
      <div className={classes["head"]}>
        <label htmlFor={id} id={`${id}-label`}>
          {field.label}
        </label>
        <span className={classes["origin"]} data-origin={isChanged ? "changed" : origin}>
          {isFromLink ? (
            <>
              <IconLink size={12} aria-hidden /> from the link
            </>
          ) : isChanged ? (
            "changed"
          ) : (
            originWord(origin)
          )}
        </span>
      </div>
      {children}
      {error !== null && (
        <p className={classes["error"]} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {isChanged && (
        <button
          type="button"
          className={classes["putBack"]}
          onClick={onPutBack}
          aria-label={`put back ${shownValue(field, own)} (${originWord(origin)}): ${field.label}`}
        >
          <IconArrowBackUp size={12} aria-hidden />
          put back {shownValue(field, own)} <span>({originWord(origin)})</span>
        </button>
      )}
      {!isQuiet && field.says !== "" && (
        <p className={classes["says"]} id={`${id}-says`}>
          {field.says}
        </p>
      )}
    </div>
  )
}

/** What a layer of settings is called. */
export function originWord(origin: string): string {
  return origin === "code" ? "default" : origin === "defaults" ? "manifest defaults" : origin
}
