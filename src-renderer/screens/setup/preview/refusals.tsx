import { Button } from "@mantine/core"
import type { NodeCalendar } from "#shared/model/plan"
import type { Problem } from "#shared/problem/problem"
import { ProblemView } from "../../../parts/problem-view"
import type { SetupForm } from "../form/use-setup-form"
import { remediesOf } from "../model/remedies"
import classes from "./preview.module.css"

/** Why it would not run, with what the form can do about it. */
export function Refusals({
  problems,
  calendars,
  form,
}: {
  readonly problems: readonly Problem[]
  readonly calendars: readonly NodeCalendar[]
  readonly form: SetupForm
}) {
  const shown = problems.slice(0, 4)
  return (
    <div className={classes["refusals"]}>
      {shown.map((problem, index) => {
        const [first, ...others] = remediesOf(problem, calendars)
        return (
          <div key={`${problem.code} ${problem.where} ${index}`}>
            <ProblemView
              problem={problem}
              action={
                first === undefined
                  ? undefined
                  : { title: first.title, run: () => form.type(first.path, first.text) }
              }
            />
            {others.map(({ title, path, text }) => (
              <Button key={title} size="compact-xs" variant="default" onClick={() => form.type(path, text)}>
                or: {title}
              </Button>
            ))}
          </div>
        )
      })}
      {problems.length > shown.length && (
        <p className={classes["quiet"]}>and {problems.length - shown.length} more</p>
      )}
    </div>
  )
}
