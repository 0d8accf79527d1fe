import { ActionIcon, Button, Select, TextInput, Tooltip } from "@mantine/core"
import { useVirtualizer } from "@tanstack/react-virtual"
import {
  IconAlertTriangle,
  IconArrowBarToDown,
  IconBan,
  IconCircleX,
  IconCopy,
  IconPointFilled,
  IconSearch,
  type Icon,
} from "@tabler/icons-react"
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react"
import { readDuration } from "../../parts/read-figure"
import { useDesk, useView } from "../../store/use-desk"
import { copyText } from "../../bridge/copy-text"
import classes from "./event-list.module.css"
import {
  eventKinds,
  type EventLine,
  eventsAsText,
  type EventTone,
  filterEvents,
  placeText,
} from "./event-lines"

const part = "live.events"
const rowHeight = 42

/** What the ledger tells, newest at the end: searched, filtered, followed and copied. */
export function EventList({
  lines,
  start,
  chosen,
  onChoose,
  isGrowing,
}: {
  readonly lines: readonly EventLine[]
  /** When the run began, in milliseconds since 1970. */
  readonly start: number | null
  readonly chosen: number | null
  readonly onChoose: (line: number) => void
  /** The run goes on: the end is followed where a person wants that. */
  readonly isGrowing: boolean
}) {
  const [view, arrange] = useView(part)
  const kind = view.filters["kind"] ?? ""
  const follows = view.filters["follow"] !== "no"
  const shown = useMemo(() => filterEvents(lines, kind, view.search), [lines, kind, view.search])
  const setFilter = (name: string, value: string) => arrange({ filters: { ...view.filters, [name]: value } })
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  // The last records of a run that was followed come after its end.
  const hasGrown = useRef(isGrowing)
  hasGrown.current ||= isGrowing
  const tail = follows && hasGrown.current
  useEffect(() => {
    if (tail && shown.length > 0) virtual.scrollToIndex(shown.length - 1)
  }, [tail, shown.length, virtual])

  const at = shown.findIndex(({ line }) => line === chosen)
  const choose = (index: number) => {
    const next = shown[Math.min(Math.max(index, 0), shown.length - 1)]
    if (next === undefined) return
    onChoose(next.line)
    virtual.scrollToIndex(shown.indexOf(next))
  }
  const letGo = () => {
    if (tail) setFilter("follow", "no")
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => choose(at + 1),
      ArrowUp: () => choose(at === -1 ? shown.length - 1 : at - 1),
      PageDown: () => choose(at + 10),
      PageUp: () => choose(at - 10),
      Home: () => choose(0),
      End: () => choose(shown.length - 1),
    }
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    letGo()
    move()
  }
  return (
    <section className={classes["events"]} aria-label="Events">
      <div className={classes["tools"]}>
        <SearchField />
        <Select
          className={classes["kind"] ?? ""}
          aria-label="Kind of event"
          data={[
            { value: "", label: "All kinds" },
            { value: "warnings", label: "Warnings" },
            ...eventKinds.map((each) => ({ value: each.kind, label: each.title })),
          ]}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setFilter("kind", value ?? "")}
        />
        {isGrowing && (
          <Button
            variant={follows ? "light" : "default"}
            aria-pressed={follows}
            leftSection={<IconArrowBarToDown size={14} />}
            onClick={() => setFilter("follow", follows ? "no" : "yes")}
          >
            Follow
          </Button>
        )}
        <CopyEvents lines={shown} />
      </div>
      <p className={classes["count"]} role="status">
        {shown.length === lines.length
          ? `${lines.length} events`
          : `${shown.length} of ${lines.length} events`}
      </p>
      <div
        ref={scroller}
        className={classes["list"]}
        role="listbox"
        aria-label="Events of the ledger"
        aria-activedescendant={at === -1 ? undefined : `event-${shown[at]!.line}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onWheel={({ deltaY }) => {
          if (deltaY < 0) letGo()
        }}
      >
        <div className={classes["body"]} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start: top }) => (
            <EventRow
              key={shown[index]!.line}
              event={shown[index]!}
              start={start}
              place={index + 1}
              of={shown.length}
              isChosen={shown[index]!.line === chosen}
              top={top}
              onChoose={() => {
                letGo()
                onChoose(shown[index]!.line)
              }}
            />
          ))}
        </div>
      </div>
      {shown.length === 0 && (
        <p className={classes["none"]}>
          {lines.length === 0 ? "Decisions appear here as they are made." : "No event fits the filter."}
        </p>
      )}
    </section>
  )
}

function SearchField() {
  const [view, arrange] = useView(part)
  const offered = useDesk((state) => state.offered)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (offered?.what === "find") field.current?.focus()
  }, [offered])
  return (
    <TextInput
      ref={field}
      className={classes["search"] ?? ""}
      aria-label="Search the events"
      placeholder="Search"
      leftSection={<IconSearch size={14} />}
      value={view.search}
      onChange={(event) => arrange({ search: event.currentTarget.value })}
    />
  )
}

function CopyEvents({ lines }: { readonly lines: readonly EventLine[] }) {
  const tell = useDesk((state) => state.tell)
  const copy = () => {
    if (copyText(eventsAsText(lines))) tell(`${lines.length} events copied`)
  }
  return (
    <Tooltip label="Copy the events shown">
      <ActionIcon color="gray" aria-label="Copy the events shown" onClick={copy}>
        <IconCopy size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

const glyphs: Readonly<Record<EventTone, Icon>> = {
  plain: IconPointFilled,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  vetoed: IconBan,
}

function EventRow({
  event,
  start,
  place,
  of,
  isChosen,
  top,
  onChoose,
}: {
  readonly event: EventLine
  readonly start: number | null
  readonly place: number
  readonly of: number
  readonly isChosen: boolean
  readonly top: number
  readonly onChoose: () => void
}) {
  const Glyph = glyphs[event.tone]
  const since = event.at === null || start === null ? null : Math.max(event.at - start, 0)
  return (
    <div
      id={`event-${event.line}`}
      className={classes["row"]}
      role="option"
      aria-selected={isChosen}
      aria-posinset={place}
      aria-setsize={of}
      data-tone={event.tone}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
      onClick={onChoose}
    >
      <Glyph size={14} aria-hidden className={classes["glyph"]} />
      <span className={classes["name"]}>{event.name}</span>
      <span className={classes["place"]}>{placeText(event)}</span>
      <span className={classes["time"]}>{since === null ? "" : readDuration(since)}</span>
      <span className={classes["text"]}>{event.text}</span>
    </div>
  )
}
