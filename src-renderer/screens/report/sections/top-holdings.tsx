import type { SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import { useDesk } from "../../../store/use-desk"
import { useReport } from "../report-context"
import classes from "../report.module.css"
import { TracedValue } from "../traced"

/** The largest physical holdings, with who gave them their weight. */
export function TopHoldings({ section }: { readonly section: SolvedSection }) {
  const { holdings, risk_profile: risk } = section
  const { runId } = useReport()
  const go = useDesk((state) => state.go)
  return (
    <>
      <table className={classes["plain"]}>
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Market</th>
            <th scope="col">Direction</th>
            <th scope="col">Net</th>
            <th scope="col">Gross</th>
            <th scope="col">Share of risk</th>
            <th scope="col">Contributors</th>
          </tr>
        </thead>
        <tbody>
          {holdings.top.map((row) => (
            <tr key={row.Symbol}>
              <th scope="row">{row.Symbol}</th>
              <td>{row.Market}</td>
              <td>{row.Direction}</td>
              <td className={classes["number"]}>
                <TracedValue
                  value={row.Net_Weight}
                  unit="fraction"
                  address={`${risk}.holding.${row.Symbol}`}
                />
              </td>
              <td className={classes["number"]}>
                <Figure value={row.Gross_Weight} unit="percent" />
              </td>
              <td className={classes["number"]}>
                <TracedValue
                  value={row.risk_share}
                  unit="fraction"
                  address={`${risk}.holding_risk_share.${row.Symbol}`}
                  why={row.risk_share_why}
                />
              </td>
              <td>{row.Contributors.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes["quiet"]}>
        {holdings.top.length} of {holdings.count} holdings.{" "}
        <button
          type="button"
          className={classes["columnLink"]}
          onClick={() => go("holdings", runId, { risk })}
        >
          Show all of them
        </button>
      </p>
      <p className={classes["quiet"]}>{holdings.risk.definition}</p>
    </>
  )
}
