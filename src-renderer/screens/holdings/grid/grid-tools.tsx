import { ActionIcon, Checkbox, Popover, Select, TextInput, Tooltip } from "@mantine/core"
import { IconColumns, IconCopy, IconDownload, IconFilterOff, IconSearch } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import type { HoldingsTree } from "#shared/contract/engine/holding-rows"
import { useDesk, useView } from "../../../store/use-desk"
import classes from "../holdings-screen.module.css"
import { part } from "../map/use-linked-selection"
import type { ExposureIndex } from "../model/exposure-index"
import { filtersOf, isFiltered } from "../model/holding-lines"
import { holdingColumns } from "./holding-columns"

/** Search, filters, columns, and the ways out of the table. */
export function GridTools({
  tree,
  index,
  onCopy,
  onSave,
}: {
  readonly tree: HoldingsTree
  readonly index: ExposureIndex
  readonly onCopy: () => void
  readonly onSave: () => void
}) {
  const [view, arrange] = useView(part)
  const offered = useDesk((state) => state.offered)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (offered?.what === "find") field.current?.focus()
  }, [offered])
  const set = (name: string, value: string | null) =>
    arrange({ filters: { ...view.filters, [name]: value ?? "" } })
  const sleeves = [...index.places.values()]
    .filter(({ node }) => node.kind !== "asset" && node.path !== "")
    .map(({ node }) => ({ value: node.path, label: node.path }))
  const isLimited = isFiltered(filtersOf(view.filters)) || view.search !== ""
  return (
    <div className={classes["bar"]} role="search" aria-label="Filter the holdings">
      <TextInput
        ref={field}
        className={classes["search"] ?? ""}
        aria-label="Search the holdings"
        placeholder="Symbol, sector, market"
        leftSection={<IconSearch size={14} />}
        value={view.search}
        onChange={(event) => arrange({ search: event.currentTarget.value })}
      />
      <Filter
        label="Market"
        all="All markets"
        value={view.filters["market"]}
        choices={tree.markets.map((value) => ({ value, label: value }))}
        onChange={(value) => set("market", value)}
      />
      <Filter
        label="Sleeve"
        all="All sleeves"
        value={view.filters["sleeve"]}
        choices={sleeves}
        onChange={(value) => set("sleeve", value)}
      />
      <Filter
        label="Direction"
        all="Both sides"
        value={view.filters["direction"]}
        choices={["LONG", "SHORT", "FLAT"].map((value) => ({ value, label: value.toLowerCase() }))}
        onChange={(value) => set("direction", value)}
      />
      <Checkbox
        label="Over cap"
        checked={view.filters["overCap"] === "yes"}
        onChange={(event) => set("overCap", event.currentTarget.checked ? "yes" : "")}
      />
      {isLimited && (
        <Tooltip label="Show all holdings">
          <ActionIcon
            color="gray"
            aria-label="Show all holdings"
            onClick={() =>
              arrange({
                search: "",
                filters: { ...view.filters, market: "", sleeve: "", direction: "", overCap: "" },
              })
            }
          >
            <IconFilterOff size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <span className={classes["gap"]} />
      <Columns />
      <Tooltip label="Copy the table">
        <ActionIcon color="gray" aria-label="Copy the table" onClick={onCopy}>
          <IconCopy size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Save as CSV">
        <ActionIcon color="gray" aria-label="Save as CSV" onClick={onSave}>
          <IconDownload size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function Filter({
  label,
  all,
  value = "",
  choices,
  onChange,
}: {
  readonly label: string
  readonly all: string
  readonly value: string | undefined
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string | null) => void
}) {
  const isKnown = value === "" || choices.some((each) => each.value === value)
  return (
    <Select
      className={classes["filter"] ?? ""}
      aria-label={label}
      data={[{ value: "", label: all }, ...choices, ...(isKnown ? [] : [{ value, label: value }])]}
      value={value}
      allowDeselect={false}
      searchable={choices.length > 12}
      comboboxProps={{ width: "max-content" }}
      onChange={onChange}
    />
  )
}

/** Which columns the table shows; the first always is. */
function Columns() {
  const [view, arrange] = useView(part)
  const hidden = (view.filters["hidden"] ?? "").split(",").filter((key) => key !== "")
  const toggle = (key: string) =>
    arrange({
      filters: {
        ...view.filters,
        hidden: (hidden.includes(key) ? hidden.filter((each) => each !== key) : [...hidden, key]).join(","),
      },
    })
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon color="gray" aria-label="Columns" title="Columns">
          <IconColumns size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes["choices"]}>
          {holdingColumns.slice(1).map(({ key, title }) => (
            <Checkbox key={key} label={title} checked={!hidden.includes(key)} onChange={() => toggle(key)} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
