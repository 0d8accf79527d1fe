import type { FigureSet } from "#shared/model/figure-set"
import type { SolvedSection } from "#shared/model/report"
import classes from "../report.module.css"
import { TracedFigure } from "../traced"

/** Every figure of the weights on the rows they were solved on. */
export function FiguresSection({ section }: { readonly section: SolvedSection }) {
  return <FigureSetTable set={section.in_sample} prefix={section.risk_profile} />
}

/** A tear sheet's figures in two columns, with the window and calendar that they come from. */
export function FigureSetTable({ set, prefix }: { readonly set: FigureSet; readonly prefix: string }) {
  return (
    <>
      <p className={classes["quiet"]}>
        {set.rows} rows from {set.first} to {set.last}; x {set.periods_per_year}: {set.calendar}
      </p>
      <dl className={classes["sheet"]}>
        {set.figures.map((figure) => (
          <div key={figure.key}>
            <dt>{figure.title}</dt>
            <dd>
              <TracedFigure figure={figure} address={`${prefix}.${figure.key}`} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
