import type { SolvedSection } from "#shared/model/report"
import { readFigure } from "../../../parts/read-figure"
import { ProblemView } from "../../../parts/problem-view"
import classes from "../report.module.css"
import { TracedFigure } from "../traced"
import { FigureSetTable } from "./figures"

/** The walk-forward: how the risk profile fared on days its weights had not seen, after costs. */
export function WalkForwardSection({ section }: { readonly section: SolvedSection }) {
  const tested = section.out_of_sample
  if (tested === null) return <p className={classes["quiet"]}>This risk profile was not walked forward.</p>
  if (tested.kind === "untested") return <ProblemView problem={tested.problem} />
  const { walk_forward, baselines, windows, caveats, rules } = tested
  const prefix = `${section.risk_profile}.out_of_sample`
  return (
    <>
      <FigureSetTable set={walk_forward.figures} prefix={prefix} />
      <h3>Trading</h3>
      <dl className={classes["sheet"]}>
        {walk_forward.trading.map((figure) => (
          <div key={figure.key}>
            <dt>{figure.title}</dt>
            <dd>
              <TracedFigure figure={figure} address={`${prefix}.${figure.key}`} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>Beside it, over the same rows and at the same costs</h3>
      <table className={classes["figures"]}>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {baselines.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(baselines[0]?.figures.figures ?? []).map((figure, row) => (
            <tr key={figure.key}>
              <th scope="row">{figure.title}</th>
              {baselines.map(({ key, figures }) => (
                <td key={key}>
                  <TracedFigure figure={figures.figures[row]!} address={`${prefix}.${key}.${figure.key}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes["quiet"]}>
        {windows.count} windows; {windows.unsolved} kept what was held or took equal weights,{" "}
        {windows.fallback} fell back, {windows.proxied} with equal weights inside a nested profile.
      </p>
      <table className={classes["plain"]}>
        <thead>
          <tr>
            <th scope="col">Held</th>
            <th scope="col">Weights from</th>
            <th scope="col">Turnover</th>
            <th scope="col">Return</th>
            <th scope="col">Weights</th>
          </tr>
        </thead>
        <tbody>
          {windows.last.map((window) => (
            <tr key={window.held.first}>
              <td>
                {window.held.first} to {window.held.last}
              </td>
              <td>{window.source}</td>
              <td className={classes["number"]}>{readFigure(window.turnover, "percent")}</td>
              <td className={classes["number"]}>{readFigure(window.return, "percent")}</td>
              <td>
                {window.weights === null
                  ? "nothing traded"
                  : Object.entries(window.weights)
                      .map(([id, weight]) => `${id} ${readFigure(weight, "percent")}`)
                      .join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {[...caveats, ...rules].map((line) => (
        <p key={line} className={classes["quiet"]}>
          {line}
        </p>
      ))}
    </>
  )
}
