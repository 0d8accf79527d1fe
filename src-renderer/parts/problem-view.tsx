import { Button } from "@mantine/core"
import { IconAlertOctagon } from "@tabler/icons-react"
import type { ReactNode } from "react"
import type { Problem } from "#shared/problem/problem"
import classes from "./problem-view.module.css"

/** A refusal: what, where, what was seen and what to do; with the remedy as a button where it can be done here. */
export function ProblemView({
  problem,
  action,
}: {
  readonly problem: Problem
  readonly action?: { readonly title: string; readonly run: () => void } | undefined
}) {
  return (
    <section className={classes["problem"]} role="alert" data-code={problem.code}>
      <IconAlertOctagon size={18} stroke={1.8} aria-hidden className={classes["glyph"]} />
      <div>
        <p className={classes["what"]}>{problem.what}</p>
        <dl className={classes["facts"]}>
          <dt>Where</dt>
          <dd className="mono">{problem.where}</dd>
          <dt>Seen</dt>
          <dd>{problem.seen}</dd>
          <dt>Remedy</dt>
          <dd>{problem.remedy}</dd>
        </dl>
        <div className={classes["foot"]}>
          {action !== undefined && (
            <Button size="compact-xs" variant="light" onClick={action.run}>
              {action.title}
            </Button>
          )}
          <code className={classes["code"]}>{problem.code}</code>
        </div>
      </div>
    </section>
  )
}

/** Several refusals, the first ones whole. */
export function ProblemList({
  problems,
  action,
}: {
  readonly problems: readonly Problem[]
  readonly action?: { readonly title: string; readonly run: () => void } | undefined
}): ReactNode {
  const shown = problems.slice(0, 5)
  return (
    <div className={classes["list"]}>
      {shown.map((problem, index) => (
        <ProblemView
          key={`${problem.code} ${problem.where} ${index}`}
          problem={problem}
          action={index === 0 ? action : undefined}
        />
      ))}
      {problems.length > shown.length && (
        <p className={classes["more"]}>and {problems.length - shown.length} more of this kind</p>
      )}
    </div>
  )
}
