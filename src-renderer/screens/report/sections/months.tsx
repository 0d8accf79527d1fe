import type { SolvedSection } from "#shared/model/report"
import { Figure } from "../../../parts/figure"
import classes from "../report.module.css"

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** Compounded returns by month and year; the tint says sign and size on one scale that is printed below. */
export function MonthsTable({ section }: { readonly section: SolvedSection }) {
  const years = section.in_sample.months
  const values = years.flatMap((year) => year.months.filter((value) => value !== null))
  const scale = Math.max(...values.map(Math.abs), 0)
  return (
    <div className={classes["scroll"]} tabIndex={0} role="region" aria-label="Returns by month">
      <table className={classes["months"]}>
        <thead>
          <tr>
            <th scope="col">Year</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {month}
              </th>
            ))}
            <th scope="col">Year</th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year.year}>
              <th scope="row">{year.year}</th>
              {year.months.map((value, month) => (
                <td key={months[month]} style={{ background: tint(value, scale) }}>
                  {value === null ? "" : <Figure value={value} unit="percent" />}
                </td>
              ))}
              <td className={classes["total"]}>
                <Figure value={year.total} unit="percent" why="beyond the range of numbers" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes["quiet"]}>
        Tints run from <Figure value={-scale} unit="percent" /> to <Figure value={scale} unit="percent" />.
      </p>
    </div>
  )
}

/** The colour of a value on a symmetric scale, light enough to read the figure on it. */
export function tint(value: number | null, scale: number): string {
  if (value === null || scale === 0) return "transparent"
  const strength = Math.round(Math.min(Math.abs(value) / scale, 1) * 45)
  return `color-mix(in srgb, var(${value < 0 ? "--negative" : "--positive"}) ${strength}%, transparent)`
}
