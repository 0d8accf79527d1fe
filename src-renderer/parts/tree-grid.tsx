import { useVirtualizer } from "@tanstack/react-virtual"
import { IconChevronDown, IconChevronRight, IconSortAscending, IconSortDescending } from "@tabler/icons-react"
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from "react"
import { useDesk, useView } from "../store/use-desk"
import classes from "./tree-grid.module.css"
import { filteredRows, type ShownRow, shownRows, sortedRows, type TreeRow } from "./tree-rows"

export interface Column<Item> {
  readonly key: string
  readonly title: string
  /** A CSS grid track: "1fr", "120px", "minmax(160px, 2fr)". */
  readonly width: string
  readonly align?: "start" | "end"
  readonly cell: (item: Item) => ReactNode
  /** What it is sorted by; without it the column is not sorted. Missing values come last. */
  readonly sortBy?: (item: Item) => number | string | null
  /** What stands at the column's head beside its name, such as the axis of a timeline. */
  readonly head?: ReactNode
}

/**
 * A table of a tree (WAI-ARIA treegrid): one tab stop; up and down move, right and left unfold and fold, Enter opens,
 * Home and End jump. Only the rows in view are drawn. Search, sort, folds and selection are kept under `part`.
 */
export function TreeGrid<Item>({
  part,
  label,
  rows,
  columns,
  matches,
  onOpen,
  onSelect,
  opensAtFirst = () => false,
  empty,
}: {
  readonly part: string
  readonly label: string
  readonly rows: readonly TreeRow<Item>[]
  readonly columns: readonly Column<Item>[]
  /** Whether an item matches the searched text, in lower case. */
  readonly matches?: (item: Item, search: string) => boolean
  /** Enter or a double click on a row. */
  readonly onOpen?: (item: Item) => void
  readonly onSelect?: (item: Item) => void
  readonly opensAtFirst?: (item: Item) => boolean
  readonly empty: ReactNode
}) {
  const [view, arrange] = useView(part)
  const density = useDesk((state) => state.density)
  const scroller = useRef<HTMLDivElement>(null)
  const search = view.search.trim().toLowerCase()

  const shown = useMemo(() => {
    const found =
      search === "" || matches === undefined ? rows : filteredRows(rows, (item) => matches(item, search))
    const compare = comparatorOf(columns, view.sort)
    const ordered = compare === undefined ? found : sortedRows(found, compare)
    const toggled = new Set(view.toggled)
    return shownRows(ordered, (row) => toggled.has(row.key) !== (search !== "" || opensAtFirst(row.item)))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- functions of the caller are the same for the same rows
  }, [rows, columns, search, view.sort, view.toggled])

  const rowHeight = density === "compact" ? 24 : 28
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  useEffect(() => {
    const chosen = shown.findIndex(({ row }) => row.key === view.selected)
    if (chosen >= 0) virtual.scrollToIndex(chosen)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is chosen elsewhere is brought into view, once
  }, [view.selected])

  const at = Math.max(
    0,
    shown.findIndex(({ row }) => row.key === view.selected),
  )
  const select = (index: number) => {
    const next = shown[Math.min(Math.max(index, 0), shown.length - 1)]
    if (next === undefined) return
    arrange({ selected: next.row.key })
    onSelect?.(next.row.item)
    virtual.scrollToIndex(shown.indexOf(next))
  }
  const toggle = (key: string) =>
    arrange({
      toggled: view.toggled.includes(key)
        ? view.toggled.filter((each) => each !== key)
        : [...view.toggled, key],
    })
  const onKeyDown = (event: KeyboardEvent) => {
    const current = shown[at]
    if (current === undefined) return
    const parent = shown.findLastIndex((each, index) => index < at && each.row.level < current.row.level)
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => select(view.selected === "" ? 0 : at + 1),
      ArrowUp: () => select(at - 1),
      PageDown: () => select(at + 20),
      PageUp: () => select(at - 20),
      Home: () => select(0),
      End: () => select(shown.length - 1),
      ArrowRight: () =>
        current.row.children.length > 0 && !current.isOpen ? toggle(current.row.key) : select(at + 1),
      ArrowLeft: () => (current.isOpen ? toggle(current.row.key) : select(parent < 0 ? at : parent)),
      Enter: () => onOpen?.(current.row.item),
    }
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    move()
  }

  const tracks = columns.map((column) => column.width).join(" ")
  const selectedKey = shown[at]?.row.key === view.selected ? view.selected : ""
  return (
    <div
      className={classes["grid"]}
      role="treegrid"
      aria-label={label}
      aria-rowcount={shown.length + 1}
      aria-activedescendant={selectedKey === "" ? undefined : rowId(part, at)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      ref={scroller}
      data-density={density}
      style={{ "--least-width": `${leastWidth(columns)}px` } as React.CSSProperties}
    >
      <div className={classes["head"]} role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={view.sort} onSort={(sort) => arrange({ sort })} />
        ))}
      </div>
      {shown.length === 0 && <div className={classes["empty"]}>{empty}</div>}
      <div role="rowgroup" className={classes["body"]} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const each = shown[index]!
          return (
            <GridRow
              key={each.row.key}
              id={rowId(part, index)}
              index={index}
              shown={each}
              columns={columns}
              isSelected={each.row.key === selectedKey}
              style={{ gridTemplateColumns: tracks, height: rowHeight, transform: `translateY(${start}px)` }}
              onSelect={() => select(index)}
              onToggle={() => toggle(each.row.key)}
              onOpen={() => onOpen?.(each.row.item)}
            />
          )
        })}
      </div>
    </div>
  )
}

function HeadCell<Item>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Item>
  readonly sort: string
  readonly onSort: (sort: string) => void
}) {
  const direction = sort === column.key ? "ascending" : sort === `-${column.key}` ? "descending" : "none"
  const next = direction === "none" ? column.key : direction === "ascending" ? `-${column.key}` : ""
  return (
    <div role="columnheader" aria-sort={direction} data-align={column.align ?? "start"}>
      {column.sortBy === undefined ? (
        (column.head ?? column.title)
      ) : (
        <button type="button" tabIndex={-1} onClick={() => onSort(next)}>
          {column.title}
          {direction === "ascending" && <IconSortAscending size={12} aria-hidden />}
          {direction === "descending" && <IconSortDescending size={12} aria-hidden />}
        </button>
      )}
    </div>
  )
}

function GridRow<Item>({
  id,
  index,
  shown: { row, isOpen, place, siblings },
  columns,
  isSelected,
  style,
  onSelect,
  onToggle,
  onOpen,
}: {
  readonly id: string
  readonly index: number
  readonly shown: ShownRow<Item>
  readonly columns: readonly Column<Item>[]
  readonly isSelected: boolean
  readonly style: React.CSSProperties
  readonly onSelect: () => void
  readonly onToggle: () => void
  readonly onOpen: () => void
}) {
  const canUnfold = row.children.length > 0
  return (
    <div
      id={id}
      className={classes["row"]}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.level + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-selected={isSelected}
      {...(canUnfold ? { "aria-expanded": isOpen } : {})}
      style={style}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      {columns.map((column, at) => (
        <div key={column.key} role="gridcell" data-align={column.align ?? "start"}>
          {at === 0 && (
            <span className={classes["indent"]} style={{ width: row.level * 16 + 16 }}>
              {canUnfold && (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={isOpen ? "fold" : "unfold"}
                  onClick={onToggle}
                >
                  {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                </button>
              )}
            </span>
          )}
          {column.cell(row.item)}
        </div>
      ))}
    </div>
  )
}

/** The sum of the least widths of the columns: below it the table is scrolled sideways, never squeezed. */
function leastWidth(columns: readonly { readonly width: string }[]): number {
  return columns.reduce((sum, { width }) => sum + Number(/(\d+)px/.exec(width)?.[1] ?? 60), 0)
}

function rowId(part: string, index: number): string {
  return `${part.replace(/\W/g, "-")}-row-${index}`
}

/** How a sort as `View.sort` has it orders items; undefined for the order of the data. */
export function comparatorOf<Item>(
  columns: readonly Column<Item>[],
  sort: string,
): ((a: Item, b: Item) => number) | undefined {
  const key = sort.replace(/^-/, "")
  const by = columns.find((column) => column.key === key)?.sortBy
  if (by === undefined) return undefined
  const turn = sort.startsWith("-") ? -1 : 1
  return (a, b) => {
    const [left, right] = [by(a), by(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return turn * (left < right ? -1 : left > right ? 1 : 0)
  }
}
