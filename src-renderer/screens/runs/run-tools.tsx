import { ActionIcon, Button, Menu, Select, TextInput, Tooltip } from "@mantine/core"
import { IconArrowsDiff, IconFilterOff, IconSearch, IconTrash } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import { runStateLooks } from "../../parts/state-chip"
import { useDesk, useView } from "../../store/use-desk"
import { filterChoices, mostCompared } from "./run-filters"
import type { RunLine } from "./run-lines"
import classes from "./runs-screen.module.css"

const part = "runs"

/** Search, filters, the comparison of the chosen runs, and the trash. */
export function RunTools({
  lines,
  shown,
  chosen,
}: {
  readonly lines: readonly RunLine[]
  readonly shown: number
  readonly chosen: readonly string[]
}) {
  const [view, arrange] = useView(part)
  const choices = filterChoices(lines)
  const { state = "", kind = "", profile = "", tag = "" } = view.filters
  const set = (name: string, value: string | null) =>
    arrange({ filters: { ...view.filters, [name]: value ?? "" } })
  const isLimited = state !== "" || kind !== "" || profile !== "" || tag !== "" || view.search !== ""
  const clear = () =>
    arrange({ search: "", filters: { ...view.filters, state: "", kind: "", profile: "", tag: "" } })
  return (
    <div className={classes["tools"]} role="search" aria-label="Filter the runs">
      <SearchField />
      <Filter
        label="State"
        all="All states"
        value={state}
        choices={choices.states.map((each) => ({ value: each, label: runStateLooks[each].word }))}
        onChange={(value) => set("state", value)}
      />
      <Filter
        label="Kind"
        all="All kinds"
        value={kind}
        choices={[
          { value: "meta", label: "meta" },
          { value: "atomic", label: "atomic" },
        ]}
        onChange={(value) => set("kind", value)}
      />
      <Filter
        label="Profile"
        all="All profiles"
        value={profile}
        choices={choices.profiles.map((name) => ({ value: name, label: name }))}
        onChange={(value) => set("profile", value)}
      />
      {(choices.tags.length > 0 || tag !== "") && (
        <Filter
          label="Tag"
          all="All tags"
          value={tag}
          choices={choices.tags.map((name) => ({ value: name, label: name }))}
          onChange={(value) => set("tag", value)}
        />
      )}
      {isLimited && (
        <Tooltip label="Show all runs">
          <ActionIcon color="gray" aria-label="Show all runs" onClick={clear}>
            <IconFilterOff size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <span className={classes["count"]} role="status">
        {shown === lines.length ? `${lines.length} runs` : `${shown} of ${lines.length} runs`}
      </span>
      <span className={classes["gap"]} />
      <CompareButton chosen={chosen} onClear={() => set("compare", "")} />
      <Trash />
    </div>
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
      aria-label="Search the runs"
      placeholder="Id, profile, tag or note"
      leftSection={<IconSearch size={14} />}
      value={view.search}
      onChange={(event) => arrange({ search: event.currentTarget.value })}
    />
  )
}

function Filter({
  label,
  all,
  value,
  choices,
  onChange,
}: {
  readonly label: string
  readonly all: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string | null) => void
}) {
  const known = value === "" || choices.some((each) => each.value === value)
  return (
    <Select
      className={classes["filter"] ?? ""}
      aria-label={label}
      data={[{ value: "", label: all }, ...choices, ...(known ? [] : [{ value, label: value }])]}
      value={value}
      allowDeselect={false}
      searchable={choices.length > 12}
      comboboxProps={{ width: "max-content" }}
      onChange={onChange}
    />
  )
}

function CompareButton({
  chosen,
  onClear,
}: {
  readonly chosen: readonly string[]
  readonly onClear: () => void
}) {
  const go = useDesk((state) => state.go)
  if (chosen.length === 0) return null
  const isReady = chosen.length > 1
  const why = isReady ? `Side by side; up to ${mostCompared}` : "Choose one more run"
  return (
    <>
      <Tooltip label={why}>
        <Button
          variant={isReady ? "filled" : "default"}
          {...(isReady ? {} : { "data-disabled": true })}
          aria-disabled={!isReady}
          leftSection={<IconArrowsDiff size={14} />}
          onClick={() => isReady && go("compare", "", { runs: chosen.join(",") })}
        >
          Compare {chosen.length} {chosen.length === 1 ? "run" : "runs"}
        </Button>
      </Tooltip>
      <Button variant="subtle" color="gray" onClick={onClear}>
        Choose none
      </Button>
    </>
  )
}

const mostListed = 50

/** What lies in the trash, to be brought back. */
function Trash() {
  const trash = useDesk((state) => state.runNotes?.trash) ?? []
  const restore = useDesk((state) => state.restoreRun)
  const revealFolder = useDesk((state) => state.revealFolder)
  const reveals = useDesk(({ shell }) => shell?.revealsFolders === true)
  if (trash.length === 0) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconTrash size={14} />}>
          Trash, {trash.length}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes["trash"] ?? ""}>
        <Menu.Label>Bring back to the runs</Menu.Label>
        {trash
          .toReversed()
          .slice(0, mostListed)
          .map((runId) => (
            <Menu.Item key={runId} className="mono" onClick={() => void restore(runId)}>
              {runId}
            </Menu.Item>
          ))}
        {trash.length > mostListed && <Menu.Label>and {trash.length - mostListed} more</Menu.Label>}
        {reveals && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void revealFolder("data/artifacts/summaries/trash")}>
              Open the folder of the trash
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
