import type { KeyboardEvent } from "react"
import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import { useDesk } from "../../../store/use-desk"
import type { RiskState, RiskSummary } from "../model/level-rows"
import classes from "./preview.module.css"

const tones: Readonly<Record<RiskState, "ok" | "warning" | "vetoed" | "failed">> = {
  "would run": "ok",
  "would run with warnings": "warning",
  "would stop": "vetoed",
  "would fail": "failed",
}

/** The verdicts of the risk profiles side by side; the chosen one is looked at below. */
export function RiskTabs({
  summaries,
  chosen,
  isAsking,
}: {
  readonly summaries: readonly RiskSummary[]
  readonly chosen: string
  readonly isAsking: boolean
}) {
  const show = useDesk((state) => state.show)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = summaries.findIndex(({ risk }) => risk === chosen)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step === undefined ? undefined : summaries[(at + step + summaries.length) % summaries.length]
    if (next === undefined) return
    event.preventDefault()
    show({ risk: next.risk })
    const tabs = event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")
    tabs[summaries.indexOf(next)]?.focus()
  }
  return (
    <div className={classes["tabsLine"]}>
      <div role="tablist" aria-label="Risk profiles" className={classes["tabs"]} onKeyDown={onKeyDown}>
        {summaries.map((summary) => (
          <Tab
            key={summary.risk}
            summary={summary}
            isChosen={summary.risk === chosen}
            onChoose={() => show({ risk: summary.risk })}
          />
        ))}
      </div>
      <span className={classes["asking"]} data-shown={isAsking} role="status">
        {isAsking ? "being planned anew" : ""}
      </span>
    </div>
  )
}

function Tab({
  summary: { risk, state, included, vetoed, verdicts, rows },
  isChosen,
  onChoose,
}: {
  readonly summary: RiskSummary
  readonly isChosen: boolean
  readonly onChoose: () => void
}) {
  const counts = (["healthy", "degraded", "vetoed", "unknown"] as const).filter((word) => verdicts[word] > 0)
  return (
    <button
      type="button"
      role="tab"
      className={classes["tab"]}
      aria-selected={isChosen}
      aria-controls="setup-risk"
      tabIndex={isChosen ? 0 : -1}
      data-risk={risk}
      onClick={onChoose}
    >
      <strong>{risk}</strong>
      <ToneChip tone={tones[state]} word={state} />
      <span className={classes["quiet"]}>
        {rows === null ? (
          "not joined"
        ) : (
          <>
            <Figure value={rows} unit="count" /> common days
          </>
        )}
        , {included} in{vetoed > 0 && `, ${vetoed} out`}
      </span>
      <span className={classes["quiet"]}>{counts.map((word) => `${verdicts[word]} ${word}`).join(", ")}</span>
    </button>
  )
}
