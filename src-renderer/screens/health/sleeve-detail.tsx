import { Button, TextInput } from "@mantine/core"
import { IconExternalLink, IconHandClick } from "@tabler/icons-react"
import { type FormEvent, useState } from "react"
import type { HealthEvidence, SleeveHealthRow } from "#shared/contract/engine/health-rows"
import { Answered } from "../../parts/answered"
import { Figure } from "../../parts/figure"
import { HealthChip } from "../../parts/state-chip"
import { emptyDraft } from "../../store/draft-slice"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import classes from "./health-screen.module.css"
import { WindowFacts } from "./window-facts"

/** The chosen sleeve: what was decided and by whom, and the windows that decided it. */
export function SleeveDetail({ row }: { readonly row: SleeveHealthRow }) {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  const { metaProfile, riskProfile, sleeve } = row
  const input = row.verdict === null ? null : { root, runId, riskProfile, metaProfile, sleeve }
  const evidence = useAnswer("health.evidence", input, ["runs"])
  return (
    <aside className={classes["detail"]} aria-label={`Why ${sleeve} was judged so`}>
      <h2>{sleeve}</h2>
      <p>{row.note === "" ? "Included as it is." : row.note}</p>
      <dl className={classes["facts"]}>
        <dt>Decided by</dt>
        <dd>{row.decidedBy === "none" ? "nobody had to" : row.decidedBy}</dd>
        <dt>Profile</dt>
        <dd>{row.profile}</dd>
        {row.runId !== null && (
          <>
            <dt>Run</dt>
            <dd className="mono">{row.runId}</dd>
          </>
        )}
        {row.stream !== null && (
          <>
            <dt>Stream</dt>
            <dd>
              {row.stream.used} of {row.stream.candidates.length}, {row.stream.first} to {row.stream.last}
            </dd>
          </>
        )}
        {row.alignment !== null && (
          <>
            <dt>Join cost it</dt>
            <dd>
              <Figure value={row.alignment.rowsLost} unit="count" /> of{" "}
              <Figure value={row.alignment.rows} unit="count" /> rows,{" "}
              <Figure value={row.alignment.returnLost} unit="percent" /> of return
            </dd>
          </>
        )}
      </dl>
      {row.anomalies.map((anomaly) => (
        <p key={anomaly.figure}>
          {anomaly.figure} is <Figure value={anomaly.value} unit="ratio" />, beyond{" "}
          <Figure value={anomaly.limit} unit="ratio" />
        </p>
      ))}
      {row.signFindings.map((finding) => (
        <p key={`${finding.code} ${finding.symbol}`}>
          <code>{finding.code}</code> {finding.symbol} {finding.message}
        </p>
      ))}
      {input !== null && (
        <Answered answer={evidence} what="The windows">
          {(found) => <Windows evidence={found} />}
        </Answered>
      )}
      {row.kind === "atomic" && row.status === "vetoed" && <Override row={row} />}
    </aside>
  )
}

function Windows({ evidence }: { readonly evidence: HealthEvidence }) {
  const worst = evidence.windows.find(({ outcome }) => outcome !== "success") ?? evidence.windows[0]
  const [chosen, choose] = useState(worst?.index ?? -1)
  const window = evidence.windows.find(({ index }) => index === chosen)
  return (
    <>
      <h3>Windows</h3>
      <p>
        <HealthChip verdict={evidence.verdict} /> {evidence.success} of {evidence.expected} (
        <Figure value={evidence.ratio} unit="percent" why="no window is expected" />) against{" "}
        <Figure value={evidence.threshold} unit="percent" />; expected as {evidence.expectedFrom}; ledger{" "}
        {evidence.ledger.chain}
        {evidence.ledger.firstWrong !== null && ` from line ${evidence.ledger.firstWrong}`}
        {evidence.unreadableLines > 0 && `; ${evidence.unreadableLines} lines can't be read`}
      </p>
      <div className={classes["windows"]} role="radiogroup" aria-label="Windows">
        {evidence.windows.map(({ index, outcome }) => (
          <button
            key={index}
            type="button"
            role="radio"
            aria-checked={index === chosen}
            aria-label={`Window ${index}: ${outcome}`}
            title={`Window ${index}: ${outcome}`}
            data-outcome={
              outcome[0] === "f" && outcome !== "failure" ? "b" : outcome[0] === "s" ? "o" : outcome[0]
            }
            onClick={() => choose(index)}
          />
        ))}
      </div>
      {window !== undefined && <WindowFacts window={window} />}
    </>
  )
}

/** Takes a sleeve back in: the reason goes into the settings of a new run, and so into its ledger. */
function Override({ row }: { readonly row: SleeveHealthRow }) {
  const [reason, setReason] = useState("")
  const changeDraft = useDesk((state) => state.changeDraft)
  const draft = useDesk(({ drafts }) => drafts[row.metaProfile] ?? emptyDraft)
  const go = useDesk((state) => state.go)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === "") return
    changeDraft(row.metaProfile, {
      parameters: { ...draft.parameters, [`health_overrides.${row.sleeve}`]: reason.trim() },
    })
    go("setup", row.metaProfile)
  }
  return (
    <form className={classes["override"]} onSubmit={submit}>
      <h3>Take it in all the same</h3>
      <TextInput
        label="Reason"
        description="Becomes a setting and a ledger record of the next run."
        leftSection={<IconHandClick size={14} />}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
      />
      <Button
        type="submit"
        variant="default"
        disabled={reason.trim() === ""}
        leftSection={<IconExternalLink size={14} />}
      >
        Set up a run with this override
      </Button>
    </form>
  )
}
