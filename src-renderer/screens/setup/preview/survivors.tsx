import type { SurvivorBounds } from "#shared/model/plan"
import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import type { Level } from "../model/level-rows"
import { shownSurvivors } from "../model/survivors"
import classes from "./preview.module.css"

/** Whether the bounds can hold: for the sleeves that are left, and if further ones are vetoed. */
export function Survivors({ level }: { readonly level: Level }) {
  const { survivors, sleeves } = level.calendar
  if (survivors.length === 0) return null
  const vetoed = sleeves.filter(({ status }) => status !== "included").length
  const shown = shownSurvivors(survivors, vetoed)
  return (
    <div className={classes["survivors"]}>
      <h3>Can the bounds hold?</h3>
      {level.node !== null && <p className={classes["quiet"]}>{level.node.feasibility}</p>}
      <table>
        <tbody>
          {shown.map((each) => (
            <SurvivorLine key={each.sleeves} bounds={each} of={survivors.length} vetoed={vetoed} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SurvivorLine({
  bounds: { sleeves, least, most, holds },
  of,
  vetoed,
}: {
  readonly bounds: SurvivorBounds
  readonly of: number
  readonly vetoed: number
}) {
  const further = of - vetoed - sleeves
  return (
    <tr data-now={further === 0} data-holds={holds}>
      <th scope="row">
        {further === 0
          ? vetoed === 0
            ? "now, no veto"
            : `now, ${vetoed} vetoed`
          : further < 0
            ? "without the vetoes"
            : `if ${further}${vetoed === 0 ? "" : " more"} ${further === 1 ? "is" : "are"} vetoed`}
      </th>
      <td>
        {sleeves} {sleeves === 1 ? "sleeve" : "sleeves"}
      </td>
      <td className={classes["sum"]}>
        <Figure value={least} unit="percent" /> {least <= 1 + 1e-12 ? "≤" : ">"} 100 %{" "}
        {most >= 1 - 1e-12 ? "≤" : ">"} <Figure value={most} unit="percent" />
      </td>
      <td>
        <ToneChip tone={holds ? "ok" : "failed"} word={holds ? "holds" : "can't hold"} />
      </td>
    </tr>
  )
}
