import { CloseButton } from "@mantine/core"
import type { ReactNode } from "react"
import type { TraceFile } from "#shared/contract/engine/run-rows"
import { Figure } from "../../parts/figure"
import { ProblemList } from "../../parts/problem-view"
import { StateChip } from "../../parts/state-chip"
import classes from "./detail-pane.module.css"
import { type EventLine, placeText } from "./event-lines"
import { factsOf, problemsOf } from "./json-facts"
import { stageTitle } from "./stage-titles"
import type { WorkItem } from "./work-items"

/** Everything that the ledger tells of one step. */
export function StepDetail({ item, onClose }: { readonly item: WorkItem; readonly onClose: () => void }) {
  const { step, state, stage } = item
  const problems = step === null ? [] : problemsOf(step.metrics)
  return (
    <Pane title={stageTitle(stage)} place={placeText({ ...item, sleeve: null })} onClose={onClose}>
      <div className={classes["line"]}>
        <StateChip state={state} />
        {step !== null && (
          <span className={classes["quiet"]}>
            ledger line {[step.intentLine, step.outcomeLine].filter((line) => line !== null).join(" and ")}
          </span>
        )}
        {item.tries > 1 && <span className={classes["quiet"]}>begun {item.tries} times</span>}
      </div>
      {problems.length > 0 && <ProblemList problems={problems} />}
      {step === null ? (
        <p className={classes["quiet"]}>The ledger has not told of this step yet.</p>
      ) : (
        <>
          <Attempts attempts={step.attempts} />
          <div className={classes["files"]}>
            <Files title="Inputs" files={step.inputs} none="It read no file that it knew of before." />
            <Files
              title="Outputs"
              files={step.outputs}
              none={step.ended === null ? "Nothing is written yet." : "It wrote nothing."}
            />
          </div>
          <Facts title="Measured" json={step.metrics} />
          <Facts title="Called with" json={step.params} />
        </>
      )}
    </Pane>
  )
}

/** One event with all that its record holds. */
export function EventDetail({ event, onClose }: { readonly event: EventLine; readonly onClose: () => void }) {
  return (
    <Pane title={event.name} place={placeText(event)} onClose={onClose}>
      <div className={classes["line"]}>
        <span className={classes["quiet"]}>ledger line {event.line}</span>
        {event.at !== null && (
          <span className={classes["quiet"]}>
            <Figure value={new Date(event.at).toISOString()} unit="moment" />
          </span>
        )}
      </div>
      {event.text !== "" && <p>{event.text}</p>}
      <Facts title="Recorded" json={event.data} />
    </Pane>
  )
}

function Pane({
  title,
  place,
  onClose,
  children,
}: {
  readonly title: string
  readonly place: string
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <aside className={classes["pane"]} aria-label="Details" tabIndex={0}>
      <header className={classes["head"]}>
        <h3>{title}</h3>
        <span className={classes["quiet"]}>{place}</span>
        <CloseButton size="sm" aria-label="Close the details" onClick={onClose} />
      </header>
      {children}
    </aside>
  )
}

function Attempts({ attempts }: { readonly attempts: readonly string[] }) {
  if (attempts.length === 0) return null
  return (
    <section aria-label="Solver attempts">
      <h4>Solver attempts</h4>
      <ol className={classes["attempts"]}>
        {attempts.map((attempt, index) => (
          <li key={`${index} ${attempt}`}>{attempt}</li>
        ))}
      </ol>
    </section>
  )
}

const mostFiles = 60

function Files({
  title,
  files,
  none,
}: {
  readonly title: string
  readonly files: readonly TraceFile[]
  readonly none: string
}) {
  const shown = files.slice(0, mostFiles)
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {files.length === 0 ? (
        <p className={classes["quiet"]}>{none}</p>
      ) : (
        <table className={classes["table"]}>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" data-align="end">
                Rows
              </th>
              <th scope="col" data-align="end">
                Size
              </th>
              <th scope="col">Hash</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((file) => (
              <tr key={`${file.name} ${file.sha256}`}>
                <td title={file.name} className={classes["name"]}>
                  <bdi>{file.name}</bdi>
                </td>
                <td data-align="end">
                  <Figure value={file.rows} unit="count" why="it is no table, or its rows were not counted" />
                </td>
                <td data-align="end">
                  <Figure value={file.bytes} unit="bytes" why="the run keeps no copy that is listed" />
                </td>
                <td>
                  <Figure value={file.sha256} unit="hash" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {files.length > shown.length && (
        <p className={classes["quiet"]}>and {files.length - shown.length} more, listed in the ledger</p>
      )}
    </section>
  )
}

function Facts({ title, json }: { readonly title: string; readonly json: string }) {
  const facts = factsOf(json)
  if (facts.length === 0) return null
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <dl className={classes["facts"]}>
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
