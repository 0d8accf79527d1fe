import { Tooltip } from "@mantine/core"
import type { Figure } from "#shared/model/figure"
import { showFigure, showValue } from "#shared/report/show-figure"
import { useReport } from "./report-context"
import classes from "./report.module.css"

/** A figure of the report: its definition on hover, where it comes from on a click. */
export function TracedFigure({ figure, address }: { readonly figure: Figure; readonly address: string }) {
  const { definition, undefinedWhen, factor, note } = figure
  const lines = [
    definition,
    `undefined: ${undefinedWhen}`,
    factor === null ? null : `annualised x ${factor}`,
    note,
  ].filter((line) => line !== null)
  return <Traced address={address} text={showFigure(figure)} tip={lines.join("\n")} value={figure.value} />
}

/** A value of the report that has an address but no definition of its own. */
export function TracedValue({
  value,
  unit,
  address,
  why = null,
}: {
  readonly value: number | null
  readonly unit: Figure["unit"]
  readonly address: string
  readonly why?: string | null
}) {
  const text = value === null ? `n/a (${why ?? "not recorded"})` : showValue(value, unit)
  return <Traced address={address} text={text} tip="where this comes from" value={value} />
}

function Traced({
  address,
  text,
  tip,
  value,
}: {
  readonly address: string
  readonly text: string
  readonly tip: string
  readonly value: number | null
}) {
  const { followable, follow } = useReport()
  if (!followable.has(address)) return <span className={classes["number"]}>{text}</span>
  return (
    <Tooltip label={tip} multiline maw={420} classNames={{ tooltip: classes["tip"] ?? "" }}>
      <button
        type="button"
        className={classes["traced"]}
        data-address={address}
        data-missing={value === null}
        onClick={() => follow(address)}
      >
        {text}
      </button>
    </Tooltip>
  )
}
