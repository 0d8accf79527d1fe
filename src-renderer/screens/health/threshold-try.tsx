import { Slider, Text } from "@mantine/core"
import { useState } from "react"
import type { SleeveHealthRow } from "#shared/contract/engine/health-rows"
import { Figure } from "../../parts/figure"
import { readFigure } from "../../parts/read-figure"
import { useLatestAnswer, useRoot } from "../../store/use-desk"
import classes from "./health-screen.module.css"

/** What another threshold would do: who would return or leave, and the weights that would follow. A preview only. */
export function ThresholdTry({
  profile,
  risk,
  rows,
}: {
  readonly profile: string
  readonly risk: string
  readonly rows: readonly SleeveHealthRow[]
}) {
  const root = useRoot()
  const present = rows.find(({ threshold }) => threshold !== null)?.threshold ?? 0.75
  const [tried, setTried] = useState(present)
  const [settled, settle] = useState(present)
  const input =
    settled === present
      ? null
      : {
          root,
          profile,
          riskProfiles: [risk],
          parameters: {},
          whatIf: { health_threshold: String(settled) },
          weights: true,
          signs: false,
        }
  const { last, answer } = useLatestAnswer("plan.preview", input, ["manifest", "runs"], `${profile} ${risk}`)
  const plan = input === null ? null : last
  const ticks = rows.flatMap(({ ratio }) => (ratio === null ? [] : [{ value: Math.round(ratio * 100) }]))
  return (
    <div className={classes["try"]}>
      <Text size="sm" id="threshold-label">
        What if the threshold were {readFigure(tried, "percent")}?
      </Text>
      <Slider
        className={classes["slider"] ?? ""}
        aria-labelledby="threshold-label"
        thumbLabel="Threshold to try"
        min={0}
        max={100}
        value={Math.round(tried * 100)}
        label={(value) => `${value} %`}
        marks={ticks}
        onChange={(value) => setTried(value / 100)}
        onChangeEnd={(value) => settle(value / 100)}
      />
      {plan !== null && (
        <output className={classes["tried"]} aria-busy={answer.state === "loading"}>
          {(plan.what_if[0]?.changes ?? []).map((change) => (
            <span key={change}>{change}</span>
          ))}
          {plan.what_if[0]?.changes.length === 0 && <span>Nobody would return or leave.</span>}
          {plan.weights
            .filter(({ risk_profile, meta_profile }) => risk_profile === risk && meta_profile === profile)
            .map(({ sleeve, now, others }) => (
              <span key={sleeve}>
                {sleeve} <Figure value={now} unit="percent" why="left out" /> to{" "}
                <Figure value={others[0] ?? null} unit="percent" why="left out" />
              </span>
            ))}
        </output>
      )}
    </div>
  )
}
