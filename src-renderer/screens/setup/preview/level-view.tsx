import { Checkbox, TextInput } from "@mantine/core"
import { IconSearch } from "@tabler/icons-react"
import { useState } from "react"
import { ToneChip } from "../../../parts/state-chip"
import { Figure } from "../../../parts/figure"
import { type Level, standsOut } from "../model/level-rows"
import { AmongSleeves } from "./among-sleeves"
import classes from "./preview.module.css"
import { SleeveRow } from "./sleeve-row"
import { Survivors } from "./survivors"
import { TimelineAxis, TimelineLegend } from "./timeline-bar"

/** More sleeves than this are searched and filtered. */
const MANY = 12

/** One meta profile of the nesting: its window, its sleeves on one time axis, and what its bounds allow. */
export function LevelView({ level, isRoot }: { readonly level: Level; readonly isRoot: boolean }) {
  const { calendar, node, rows } = level
  const [search, setSearch] = useState("")
  const [onlyStriking, showOnlyStriking] = useState(false)
  const wanted = search.trim().toLowerCase()
  const shown = rows.filter(
    (row) => row.sleeve.id.toLowerCase().includes(wanted) && (!onlyStriking || standsOut(row)),
  )
  return (
    <section className={classes["level"]} aria-label={`Level ${level.metaProfile}`}>
      <header className={classes["levelHead"]}>
        <h2>{level.metaProfile}</h2>
        <span className={classes["quiet"]}>
          {isRoot ? "the run itself" : "nested"}, {rows.length} {rows.length === 1 ? "sleeve" : "sleeves"}
        </span>
        {isRoot && <TimelineLegend />}
      </header>
      <WindowLine level={level} />
      {rows.length > MANY && (
        <div className={classes["filter"]}>
          <TextInput
            aria-label={`Find a sleeve of ${level.metaProfile}`}
            placeholder="Find a sleeve"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Checkbox
            label="Only what stands out"
            checked={onlyStriking}
            onChange={(event) => showOnlyStriking(event.currentTarget.checked)}
          />
          <span className={classes["quiet"]} role="status">
            {shown.length} of {rows.length} sleeves
          </span>
        </div>
      )}
      <div className={classes["sleeves"]}>
        <div className={classes["sleeveHead"]}>
          <span>Sleeve and run</span>
          <span>Health</span>
          <TimelineAxis calendar={calendar} />
          <span>What the join costs</span>
        </div>
        <ul>
          {shown.map((row) => (
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
