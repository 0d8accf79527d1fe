import { ActionIcon, Button, Tooltip } from "@mantine/core"
import {
  IconAdjustmentsHorizontal,
  IconCopy,
  IconFolderOpen,
  IconPlayerStop,
  IconReportAnalytics,
  IconRotateClockwise,
} from "@tabler/icons-react"
import type { RunTrace } from "#shared/contract/engine/run-rows"
import { doAction } from "../../actions/use-actions"
import { Figure } from "../../parts/figure"
import { StateChip, ToneChip } from "../../parts/state-chip"
import { useDesk, useDeskStore } from "../../store/use-desk"
import { BellButton } from "./bell-button"
import { Copied } from "../../parts/copied"
import classes from "./run-header.module.css"
import type { RunFacts } from "./run-facts"
import { instantOf } from "../../parts/instant"
import { isOpen } from "./work-items"

/** What a run is, how it stands, how far it is and what can be done with it. */
export function RunHeader({
  run,
  trace,
  share,
  lastStep,
  now,
  onChangeSettings,
}: {
  readonly run: RunFacts
  readonly trace: RunTrace | null
  readonly share: number | null
  /** When the last step ended, in milliseconds since 1970: for runs that don't say when they ended. */
  readonly lastStep: number | null
  readonly now: number
  /** null where the run's settings can't be taken up by the set-up form. */
  readonly onChangeSettings: (() => void) | null
}) {
  return (
    <header className={classes["head"]}>
      <div className={classes["who"]}>
        <h2>{run.profile === "" ? run.runId : run.profile}</h2>
        <span data-testid="run-state" role="status">
          <StateChip state={run.state} />
        </span>
        {run.isInferred && (
          <span className={classes["quiet"]} title="the run has no record of its own">
            read off its files
          </span>
        )}
        <RunId runId={run.runId} />
      </div>
      <output className={classes["percent"]} aria-label="Percent done">
        <Figure value={share} unit="wholePercent" why="how much work it has is not known" />
      </output>
      <Facts run={run} trace={trace} lastStep={lastStep} now={now} />
      <Deeds run={run} onChangeSettings={onChangeSettings} />
      <progress
        className={classes["progress"]}
        max={1}
        {...(share === null && isOpen(run.state) ? {} : { value: share ?? 0 })}
        aria-label="The run's progress"
        data-state={run.state}
      />
    </header>
  )
}

function RunId({ runId }: { readonly runId: string }) {
  return (
    <span className={classes["id"]}>
      <span className="mono">{runId}</span>
      <Copied value={runId}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "copied" : "Copy the run's id"}>
            <ActionIcon size="sm" color="gray" aria-label="Copy the run's id" onClick={copy}>
              <IconCopy size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </Copied>
    </span>
  )
}

function Facts({
  run,
  trace,
  lastStep,
  now,
}: {
  readonly run: RunFacts
  readonly trace: RunTrace | null
  readonly lastStep: number | null
  readonly now: number
}) {
  const goesOn = isOpen(run.state)
  const started = instantOf(run.started)
  const end = goesOn ? now : (instantOf(run.ended) ?? lastStep)
  const elapsed = started === null || end === null ? null : Math.max(end - started, 0)
  const usual = trace?.usualDuration ?? null
  return (
    <dl className={classes["facts"]}>
      <div>
        <dt>{goesOn ? "Elapsed" : "Took"}</dt>
        <dd data-testid="elapsed">
          <Figure
            value={elapsed}
            unit="milliseconds"
            why={started === null ? "it has not begun" : "its end is not recorded"}
          />
        </dd>
      </div>
      <div>
        <dt>Usually</dt>
        <dd>
          <Figure value={usual} unit="milliseconds" why="no earlier run of the profile was completed" />
          {goesOn && usual !== null && elapsed !== null && (
            <span className={classes["quiet"]}>
              {usual > elapsed ? (
                <>
                  , about <Figure value={usual - elapsed} unit="milliseconds" /> left
                </>
              ) : (
                ", longer than usual"
              )}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          <Figure
            value={started === null ? null : new Date(started).toISOString()}
            unit="moment"
            why={goesOn ? "it has not begun" : "the run does not say"}
          />
        </dd>
      </div>
      <div>
        <dt>Ledger</dt>
        <dd data-testid="ledger">
          <LedgerChip trace={trace} />
        </dd>
      </div>
      {run.silentFor !== null && (
        <div>
          <dt>Engine</dt>
          <dd>
            <ToneChip
              tone="warning"
              word={`no sign of life for ${Math.round(run.silentFor)} s`}
              says="It may be busy with one long step; it is ended when this lasts too long."
            />
          </dd>
        </div>
      )}
    </dl>
  )
}

function LedgerChip({ trace }: { readonly trace: RunTrace | null }) {
  if (trace === null) return <span className={classes["quiet"]}>not read yet</span>
  const { records, chain, firstWrong } = trace.ledger
  const count = `${records} ${records === 1 ? "record" : "records"}`
  if (chain === "broken") {
    const says = "A record is not the one that was written, or one is missing before it."
    return <ToneChip tone="failed" word={`${count}, chain broken at line ${firstWrong ?? "?"}`} says={says} />
  }
  if (chain === "none") return <ToneChip tone="unknown" word="no records" says="The run has no ledger." />
  if (chain === "unchained") {
    return <ToneChip tone="unknown" word={`${count}, unchained`} says="Its records carry no hashes." />
  }
  return (
    <ToneChip tone="ok" word={`${count}, chain whole`} says="Each record names the hash of the one before." />
  )
}

function Deeds({
  run,
  onChangeSettings,
}: {
  readonly run: RunFacts
  readonly onChangeSettings: (() => void) | null
}) {
  const store = useDeskStore()
  const go = useDesk((state) => state.go)
  const canResume =
    run.kind === "meta" && ["crashed", "failed", "cancelled"].includes(run.state) && !run.isInferred
  return (
    <div className={classes["deeds"]}>
      {isOpen(run.state) && <BellButton />}
      {isOpen(run.state) && run.isOurs && (
        <Button
          variant="default"
          disabled={run.state === "cancelling"}
          leftSection={<IconPlayerStop size={14} />}
          onClick={() => doAction(store, "run.cancel")}
        >
          {run.state === "cancelling" ? "Cancelling" : "Cancel"}
        </Button>
      )}
      {isOpen(run.state) && !run.isOurs && (
        <span className={classes["quiet"]}>executed by another program</span>
      )}
      <RevealButton folder={run.folder} />
      {!isOpen(run.state) && onChangeSettings !== null && (
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={14} />}
          onClick={onChangeSettings}
        >
          Run again…
        </Button>
      )}
      {canResume && (
        <Button
          leftSection={<IconRotateClockwise size={14} />}
          title="Stages that were completed are kept"
          onClick={() => doAction(store, "run.resume")}
        >
          Resume from here
        </Button>
      )}
      {run.hasReport && (
        <Button leftSection={<IconReportAnalytics size={14} />} onClick={() => go("report", run.runId)}>
          Open the report
        </Button>
      )}
    </div>
  )
}

function RevealButton({ folder }: { readonly folder: string | null }) {
  const reveals = useDesk(({ shell }) => shell?.revealsFolders === true)
  const revealFolder = useDesk((state) => state.revealFolder)
  if (!reveals || folder === null) return null
  return (
    <Tooltip label="Open the run's folder">
      <ActionIcon color="gray" aria-label="Open the run's folder" onClick={() => void revealFolder(folder)}>
        <IconFolderOpen size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
