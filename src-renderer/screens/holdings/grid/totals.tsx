import type { HoldingTotals } from "#shared/contract/engine/holding-rows"
import { Figure } from "../../../parts/figure"
import classes from "../holdings-screen.module.css"

/** The sums of the whole portfolio, whatever the table is filtered to. */
export function Totals({ totals }: { readonly totals: HoldingTotals }) {
  const sums = [
    ["Allocated", totals.allocated],
    ["Gross before", totals.grossBefore],
    ["Netting", -totals.nettingLoss],
    ["Gross after", totals.grossAfter],
    ["Net", totals.net],
    ["Long", totals.long],
    ["Short", totals.short],
  ] as const
  return (
    <dl className={classes["totals"]} aria-label="Totals">
      <div>
        <dt>Holdings</dt>
        <dd>
          <Figure value={totals.holdings} unit="count" />
        </dd>
      </div>
      {sums.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Figure value={value} unit="percent" />
          </dd>
        </div>
      ))}
      <div>
        <dt>Over cap</dt>
        <dd>
          <Figure value={totals.overCap} unit="count" />
        </dd>
      </div>
    </dl>
  )
}
