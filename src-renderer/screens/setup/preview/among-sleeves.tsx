import { useState } from "react"
import type { MetaDecisions } from "#shared/model/decision"
import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import classes from "./preview.module.css"

/** So many remarks are shown before the rest is asked for. */
const FIRST = 5

/** What is to be said of sleeves among each other: near copies, and settings in which their runs differ. */
export function AmongSleeves({ decisions }: { readonly decisions: MetaDecisions }) {
  const [showsAll, showAll] = useState(false)
  const { near_identical: twins, parity } = decisions
  const all = twins.length + parity.length
  if (all === 0) return null
  const remarks = [
    ...parity.map(({ setting, values }) => (
      <li key={setting}>
        <ToneChip tone="warning" word="differs" />
        <span>
          {setting}:{" "}
          {Object.entries(values)
            .map(([sleeve, value]) => `${sleeve} ${value}`)
            .join(", ")}
        </span>
      </li>
    )),
    ...twins.map(({ a, b, correlation }) => (
      <li key={`${a} ${b}`}>
        <ToneChip tone="warning" word="near identical" />
        <span>
          {a} and {b}, correlation <Figure value={correlation} unit="correlation" />
        </span>
      </li>
    )),
  ]
  return (
    <div className={classes["survivors"]}>
      <h3>Sleeves among each other</h3>
      <ul className={classes["notes"]}>{showsAll ? remarks : remarks.slice(0, FIRST)}</ul>
      {all > FIRST && !showsAll && (
        <button type="button" className={classes["more"]} onClick={() => showAll(true)}>
          and {all - FIRST} more
        </button>
      )}
    </div>
  )
}
