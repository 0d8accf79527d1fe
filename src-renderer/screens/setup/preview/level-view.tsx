import { ToneChip } from "../../../parts/state-chip"
import { Figure } from "../../../parts/figure"
import type { Level } from "../model/level-rows"
import classes from "./preview.module.css"
import { SleeveRow } from "./sleeve-row"
import { Survivors } from "./survivors"
import { TimelineAxis, TimelineLegend } from "./timeline-bar"

/** One meta profile of the nesting: its window, its sleeves on one time axis, and what its bounds allow. */
export function LevelView({ level, isRoot }: { readonly level: Level; readonly isRoot: boolean }) {
  const { calendar, node, rows } = level
  return (
    <section className={classes["level"]} aria-label={`Level ${level.metaProfile}`}>
      <header className={classes["levelHead"]}>
        <h3>{level.metaProfile}</h3>
        <span className={classes["quiet"]}>
          {isRoot ? "the run itself" : "nested"}, {rows.length} {rows.length === 1 ? "sleeve" : "sleeves"}
        </span>
        {isRoot && <TimelineLegend />}
      </header>
      <WindowLine level={level} />
      <div className={classes["sleeves"]}>
        <div className={classes["sleeveHead"]}>
          <span>Sleeve and run</span>
          <span>Health</span>
          <TimelineAxis calendar={calendar} />
          <span>What the join costs</span>
        </div>
        <ul>
          {rows.map((row) => (
            <SleeveRow key={row.sleeve.id} row={row} calendar={calendar} />
          ))}
        </ul>
      </div>
      <Survivors level={level} />
      {node !== null && <AmongSleeves decisions={node.decisions} />}
    </section>
  )
}

function WindowLine({ level: { alignment, calendar } }: { readonly level: Level }) {
  if (alignment === null) {
    return (
      <p className={classes["facts"]}>
        <ToneChip tone="failed" word="not joined" />
        <span>
          {calendar.common === null ? (
            "The included sleeves have no day in common."
          ) : (
            <>
              The included sleeves have <Figure value={calendar.common.rows} unit="count" /> days in common,{" "}
              {calendar.common.first} to {calendar.common.last}.
            </>
          )}
        </span>
      </p>
    )
  }
  return (
    <dl className={classes["window"]}>
      <Fact name="Window">
        {alignment.first} to {alignment.last}
      </Fact>
      <Fact name="Common days">
        <Figure value={alignment.intersection} unit="count" /> of{" "}
        <Figure value={alignment.union} unit="count" />
      </Fact>
      <Fact name="Calendar">{alignment.periodsPerYear} days a year</Fact>
      <Fact name="Largest gap">
        <Figure value={alignment.largestGapDays} unit="count" />{" "}
        {alignment.largestGapDays === 1 ? "day" : "days"}
      </Fact>
      <Fact name="Join">{alignment.join}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function AmongSleeves({ decisions }: { readonly decisions: NonNullable<Level["node"]>["decisions"] }) {
  const { near_identical: twins, parity } = decisions
  if (twins.length + parity.length === 0) return null
  return (
    <ul className={classes["notes"]}>
      {twins.map(({ a, b, correlation }) => (
        <li key={`${a} ${b}`}>
          <ToneChip tone="warning" word="near identical" /> {a} and {b}, correlation{" "}
          <Figure value={correlation} unit="correlation" />
        </li>
      ))}
      {parity.map(({ setting, values }) => (
        <li key={setting}>
          <ToneChip tone="warning" word="differs" /> {setting}:{" "}
          {Object.entries(values)
            .map(([sleeve, value]) => `${sleeve} ${value}`)
            .join(", ")}
        </li>
      ))}
    </ul>
  )
}
