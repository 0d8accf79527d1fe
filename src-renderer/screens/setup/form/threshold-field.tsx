import { Slider, TextInput } from "@mantine/core"
import { useId } from "react"
import { FieldFrame } from "./field-frame"
import classes from "./form.module.css"
import type { SetupForm } from "./use-setup-form"

/** A sleeve's share of successful windows, where the slider has a tick. */
export interface RatioTick {
  readonly id: string
  readonly ratio: number
  readonly isVetoed: boolean
}

/** The health threshold as a number and as a slider with a tick at every sleeve's own ratio. */
export function ThresholdField({
  form,
  ticks,
}: {
  readonly form: SetupForm
  readonly ticks: readonly RatioTick[]
}) {
  const id = useId()
  const state = form.field("health_threshold")
  const at = typeof state.value === "number" ? state.value : 0.75
  const type = (text: string) => form.type("health_threshold", text)
  return (
    <FieldFrame state={state} id={id} onPutBack={() => form.putBack("health_threshold")}>
      <div className={classes["threshold"]}>
        <div className={classes["track"]}>
          <Slider
            min={0}
            max={1}
            step={0.01}
            value={at}
            label={(value) => `${Math.round(value * 100)} %`}
            thumbLabel="Health threshold"
            thumbValueText={(value) => `${Math.round(value * 100)} %`}
            onChange={(value) => type(String(Math.round(value * 100)))}
          />
          <Ticks ticks={ticks} />
        </div>
        <TextInput
          id={id}
          classNames={{ input: classes["number"]! }}
          inputMode="decimal"
          value={state.text}
          error={state.error !== null}
          aria-describedby={state.error === null ? `${id}-says` : `${id}-error`}
          rightSection={<span className={classes["unit"]}>%</span>}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </div>
    </FieldFrame>
  )
}

/** One mark per ratio; sleeves that share one are named together. */
function Ticks({ ticks }: { readonly ticks: readonly RatioTick[] }) {
  const ratios = [...new Set(ticks.map(({ ratio }) => ratio))].toSorted((a, b) => a - b)
  if (ratios.length === 0) return null
  return (
    <ul className={classes["ticks"]} aria-label="Sleeves' shares of successful windows">
      {ratios.map((ratio) => {
        const here = ticks.filter((tick) => tick.ratio === ratio)
        const names = here.map((tick) => tick.id)
        const shown =
          names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ")
        return (
          <li
            key={ratio}
            style={{ left: `${ratio * 100}%` }}
            data-vetoed={here.some(({ isVetoed }) => isVetoed)}
            title={`${(ratio * 100).toFixed(1)} %: ${shown}`}
          >
            <span>
              {(ratio * 100).toFixed(1)} %: {shown}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
