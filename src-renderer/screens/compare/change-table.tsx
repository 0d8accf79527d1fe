import { Button } from "@mantine/core"
import { useState } from "react"
import type { ChangeCell, ChangeGroup } from "./changes"
import classes from "./compare-screen.module.css"

/** Rows that are shown before a person asks for all. */
const shownAtFirst = 30

/** What differs, one row each; numbers with a bar from the middle on one scale per group. */
export function ChangeTable({
  group,
  runs,
}: {
  readonly group: ChangeGroup
  readonly runs: readonly string[]
}) {
  const [isWhole, setWhole] = useState(false)
  const scale = Math.max(
    ...group.rows.flatMap(({ cells }) => cells.map((cell) => Math.abs(cell?.difference ?? 0))),
    Number.MIN_VALUE,
  )
  const rows = isWhole ? group.rows : group.rows.slice(0, shownAtFirst)
  return (
    <div className={classes["scroll"]} tabIndex={0} role="region" aria-label={group.title}>
      <table className={classes["changes"]}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Baseline</th>
            {runs.map((run) => (
              <th key={run} scope="col" className="mono">
                {run}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              <td>{row.baseline}</td>
              {row.cells.map((cell, at) => (
                <td key={runs[at]}>
                  {cell === null ? "as the baseline" : <Cell cell={cell} scale={scale} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < group.rows.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          Show all {group.rows.length}
        </Button>
      )}
    </div>
  )
}

function Cell({ cell: { text, difference }, scale }: { readonly cell: ChangeCell; readonly scale: number }) {
  if (difference === null) return text
  const width = `${(Math.abs(difference) / scale) * 50}%`
  return (
    <span className={classes["cell"]}>
      {text}
      <span className={classes["diverging"]} aria-hidden>
        <i data-sign={difference < 0 ? "down" : "up"} style={{ width }} />
      </span>
    </span>
  )
}
