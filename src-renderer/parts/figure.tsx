import { Tooltip } from "@mantine/core"
import classes from "./figure.module.css"
import { Copied } from "./copied"
import { type FigureUnit, readFigure } from "./read-figure"

/** Every number on the screen: written by its unit, tabular, with the reason where there is none. */
export function Figure({
  value,
  unit,
  why,
  signed = false,
}: {
  readonly value: number | string | null
  readonly unit: FigureUnit
  /** Why there is no value; asked for wherever a value can be missing. */
  readonly why?: string | null
  /** Colours by sign, beside the sign itself. */
  readonly signed?: boolean
}) {
  if (value === null) {
    return (
      <Tooltip label={why ?? "not recorded"}>
        <span className={classes["missing"]} tabIndex={0}>
          n/a
        </span>
      </Tooltip>
    )
  }
  if (unit === "hash") return <Hash value={String(value)} />
  const sign = signed && typeof value === "number" && value !== 0 ? (value > 0 ? "up" : "down") : "none"
  return (
    <span className={classes["figure"]} data-sign={sign}>
      {readFigure(value, unit)}
    </span>
  )
}

function Hash({ value }: { readonly value: string }) {
  return (
    <Copied value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "copied" : value}>
          <button type="button" className={classes["hash"]} onClick={copy} aria-label={`copy hash ${value}`}>
            {readFigure(value, "hash")}
          </button>
        </Tooltip>
      )}
    </Copied>
  )
}
