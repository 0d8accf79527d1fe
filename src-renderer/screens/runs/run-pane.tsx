import { Button, TagsInput, Textarea } from "@mantine/core"
import {
  IconArrowsDiff,
  IconFolderOpen,
  IconPin,
  IconPinnedOff,
  IconReportAnalytics,
  IconTimeline,
  IconTrash,
} from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { isComplete } from "#shared/model/run"
import { Figure } from "../../parts/figure"
import { StateChip } from "../../parts/state-chip"
import { useDesk } from "../../store/use-desk"
import { goesOn, type RunLine } from "./run-lines"
import classes from "./runs-screen.module.css"

/** The run that is selected: what it is, what was written to it, and what can be done with it. */
export function RunPane({
  line,
  tags,
  isChosen,
  onCompare,
}: {
  readonly line: RunLine | undefined
  /** Every tag in use, to choose from. */
  readonly tags: readonly string[]
  readonly isChosen: boolean
  readonly onCompare: (runId: string) => void
}) {
  if (line === undefined) {
    return (
      <aside className={classes["pane"]} aria-label="Selected run">
        <p className={classes["quiet"]}>Select a run; Enter opens it.</p>
      </aside>
    )
  }
  const { run, duration, isBaseline } = line
  return (
    <aside className={classes["pane"]} aria-label="Selected run">
      <h2 className={classes["id"]}>{run.runId}</h2>
      <Deeds line={line} isChosen={isChosen} onCompare={onCompare} />
      <dl className={classes["facts"]}>
        <dt>Profile</dt>
        <dd>{run.profile === "" ? "not told" : run.profile}</dd>
        <dt>State</dt>
        <dd>
          <StateChip state={run.state} />
        </dd>
        <dt>Started</dt>
        <dd>
          <Figure value={run.started} unit="moment" why="the run does not say" />
        </dd>
        <dt>Took</dt>
        <dd>
          <Figure
            value={duration}
            unit="milliseconds"
            why={goesOn(run.state) ? "it goes on" : "its end is not recorded"}
          />
        </dd>
        <dt>Risk profiles</dt>
        <dd>{run.riskProfiles.length === 0 ? "not told" : run.riskProfiles.join(", ")}</dd>
        {isBaseline && (
          <>
            <dt>Baseline</dt>
            <dd>others of its profile are compared with it</dd>
          </>
        )}
      </dl>
      <NoteForm key={run.runId} line={line} tags={tags} />
    </aside>
  )
}

function Deeds({
  line: { run, isBaseline },
  isChosen,
  onCompare,
}: {
  readonly line: RunLine
  readonly isChosen: boolean
  readonly onCompare: (runId: string) => void
}) {
  const go = useDesk((state) => state.go)
  const pinBaseline = useDesk((state) => state.pinBaseline)
  const trashRun = useDesk((state) => state.trashRun)
  const revealFolder = useDesk((state) => state.revealFolder)
  const reveals = useDesk(({ shell }) => shell?.revealsFolders === true)
  return (
    <div className={classes["deeds"]}>
      <Button leftSection={<IconTimeline size={14} />} onClick={() => go("live", run.runId)}>
        Open the run
      </Button>
      {run.kind === "meta" && isComplete(run.state) && (
        <Button
          variant="default"
          leftSection={<IconReportAnalytics size={14} />}
          onClick={() => go("report", run.runId)}
        >
          Report
        </Button>
      )}
      <Button
        variant={isChosen ? "light" : "default"}
        aria-pressed={isChosen}
        leftSection={<IconArrowsDiff size={14} />}
        onClick={() => onCompare(run.runId)}
      >
        Compare
      </Button>
      <Button
        variant="default"
        leftSection={isBaseline ? <IconPinnedOff size={14} /> : <IconPin size={14} />}
        onClick={() => void pinBaseline(run.runId, !isBaseline)}
      >
        {isBaseline ? "No longer the baseline" : "Pin as baseline"}
      </Button>
      {reveals && (
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={14} />}
          onClick={() => void revealFolder(`data/artifacts/summaries/runs/${run.runId}`)}
        >
          Open folder
        </Button>
      )}
      <Button
        variant="default"
        disabled={goesOn(run.state)}
        leftSection={<IconTrash size={14} />}
        onClick={() => void trashRun(run.runId)}
      >
        Move to trash
      </Button>
    </div>
  )
}

/** Tags are kept as they are set, the note when its field is left. */
function NoteForm({
  line: { run, tags: own, note: kept },
  tags,
}: {
  readonly line: RunLine
  readonly tags: readonly string[]
}) {
  const writeNote = useDesk((state) => state.writeNote)
  const [note, setNote] = useState(kept)
  useEffect(() => setNote(kept), [kept])
  const keep = () => {
    if (note.trim() !== kept) void writeNote(run.runId, own, note)
  }
  return (
    <div className={classes["form"]}>
      <TagsInput
        size="xs"
        label="Tags"
        placeholder={own.length === 0 ? "Type a tag, then Enter" : ""}
        data={[...tags]}
        value={[...own]}
        maxTags={20}
        maxLength={40}
        clearable={false}
        onChange={(next) => void writeNote(run.runId, next, note)}
      />
      <Textarea
        label="Note"
        placeholder="What should be known about this run?"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            event.stopPropagation()
            keep()
          }
        }}
      />
    </div>
  )
}
