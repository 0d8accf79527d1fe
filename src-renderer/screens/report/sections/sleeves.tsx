import type { SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import { HealthChip } from "../../../parts/state-chip"
import classes from "../report.module.css"
import { TracedFigure } from "../traced"

const keys = ["cumulative_return", "volatility", "sharpe", "max_drawdown"] as const

/** Each sleeve of every level: its verdict with the counts behind it, and its own figures. */
export function SleevesSection({ section }: { readonly section: SolvedSection }) {
  return section.nodes.map((node, level) => (
    <div key={node.meta_profile} className={classes["node"]}>
      {section.nodes.length > 1 && <h3>{node.meta_profile}</h3>}
      <table className={classes["plain"]}>
        <thead>
          <tr>
            <th scope="col">Sleeve</th>
            <th scope="col">Health</th>
            <th scope="col">Windows</th>
            {keys.map((key) => (
              <th key={key} scope="col">
                {node.sleeves[0]?.figures.find((figure) => figure.key === key)?.title ?? key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {node.decisions.sleeves.map((sleeve) => {
            const set = node.sleeves.find(({ title }) => title === sleeve.id)
            const health = node.health.find(({ id }) => id === sleeve.id)
            return (
              <tr key={sleeve.id}>
                <th scope="row">{sleeve.id}</th>
                <td>
                  {sleeve.health === null ? sleeve.kind : <HealthChip verdict={sleeve.health.verdict} />}
                </td>
                <td className={classes["number"]}>
                  {health === undefined ? (
                    ""
                  ) : (
                    <>
                      {health.success} of {health.expected} (<Figure value={health.ratio} unit="percent" />)
                    </>
                  )}
                </td>
                {keys.map((key) => {
                  const figure = set?.figures.find((each) => each.key === key)
                  const prefix =
                    level === 0 ? section.risk_profile : `${section.risk_profile}.${node.meta_profile}`
                  return (
                    <td key={key} className={classes["number"]}>
                      {figure !== undefined && (
                        <TracedFigure figure={figure} address={`${prefix}.sleeve.${sleeve.id}.${key}`} />
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  ))
}
