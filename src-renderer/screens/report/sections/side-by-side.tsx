import type { Figure } from "#shared/model/figure"
import type { SolvedSection } from "#shared/model/report"
import { useDesk } from "../../../store/use-desk"
import { useReport } from "../report-context"
import classes from "../report.module.css"
import { TracedFigure, TracedValue } from "../traced"

const keys = [
  "cumulative_return",
  "cagr",
  "volatility",
  "sharpe",
  "sortino",
  "max_drawdown",
  "calmar",
  "var_95",
  "cvar_95",
] as const

/** Every risk profile in one table: out of sample first where it was tested, then in sample, so titled. */
export function SideBySide() {
  const { report } = useReport()
  const show = useDesk((state) => state.show)
  const solved = report.risk_profiles.filter((section): section is SolvedSection => section.kind === "solved")
  const tested = solved.filter(({ out_of_sample }) => out_of_sample?.kind === "tested")
  return (
    <div className={classes["scroll"]} tabIndex={0} role="region" aria-label="Risk profiles side by side">
      <table className={classes["figures"]}>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {solved.map(({ risk_profile }) => (
              <th key={risk_profile} scope="col">
                <button
                  type="button"
                  className={classes["columnLink"]}
                  onClick={() => show({ risk: risk_profile })}
                >
                  {risk_profile}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {tested.length > 0 && (
          <tbody>
            <tr className={classes["group"]}>
              <th colSpan={solved.length + 1}>Out of sample, after costs</th>
            </tr>
            {keys.map((key) => (
              <FigureRow
                key={key}
                figures={solved.map(({ risk_profile, out_of_sample }) => ({
                  address: `${risk_profile}.out_of_sample.${key}`,
                  figure:
                    out_of_sample?.kind === "tested"
                      ? out_of_sample.walk_forward.figures.figures.find((each) => each.key === key)
                      : undefined,
                }))}
              />
            ))}
          </tbody>
        )}
        <tbody>
          <tr className={classes["group"]}>
            <th colSpan={solved.length + 1}>In sample: on the rows that the weights were solved on</th>
          </tr>
          {keys.map((key) => (
            <FigureRow
              key={key}
              figures={solved.map(({ risk_profile, in_sample }) => ({
                address: `${risk_profile}.${key}`,
                figure: in_sample.figures.find((each) => each.key === key),
              }))}
            />
          ))}
          <tr>
            <th scope="row">Effective N</th>
            {solved.map(({ risk_profile, allocation }) => (
              <td key={risk_profile}>
                <TracedValue
                  value={allocation.effective_n}
                  unit="ratio"
                  address={`${risk_profile}.effective_n`}
                />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function FigureRow({
  figures,
}: {
  readonly figures: readonly { readonly address: string; readonly figure: Figure | undefined }[]
}) {
  const title = figures.find(({ figure }) => figure !== undefined)?.figure?.title
  if (title === undefined) return null
  return (
    <tr>
      <th scope="row">{title}</th>
      {figures.map(({ address, figure }) => (
        <td key={address}>
          {figure === undefined ? "" : <TracedFigure figure={figure} address={address} />}
        </td>
      ))}
    </tr>
  )
}
