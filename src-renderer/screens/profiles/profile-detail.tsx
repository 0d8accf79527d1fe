import { Button } from "@mantine/core"
import { IconArrowsDiff, IconPlayerPlay, IconReportAnalytics } from "@tabler/icons-react"
import type { ProfileNode } from "#shared/contract/engine/profile-rows"
import { Figure } from "../../parts/figure"
import { ProblemList } from "../../parts/problem-view"
import { StateChip, VerdictChip } from "../../parts/state-chip"
import { useDesk } from "../../store/use-desk"
import classes from "./profiles-screen.module.css"

/** The chosen profile: what it is, how it last ran, and what can be done with it. */
export function ProfileDetail({ profile }: { readonly profile: ProfileNode | null }) {
  const go = useDesk((state) => state.go)
  if (profile === null)
    return (
      <aside className={classes["detail"]} aria-label="Chosen profile">
        <p className={classes["quiet"]}>Choose a profile; Enter opens its run set-up.</p>
      </aside>
    )
  const { lastRun, lastReport } = profile
  return (
    <aside className={classes["detail"]} aria-label="Chosen profile">
      <h2>{profile.name}</h2>
      {profile.description !== null && <p>{profile.description}</p>}
      {profile.problems.length > 0 && <ProblemList problems={profile.problems} />}
      {profile.kind === "meta" && (
        <div className={classes["actions"]}>
          <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => go("setup", profile.name)}>
            Set up a run
          </Button>
          <Button
            variant="default"
            disabled={lastReport === null}
            leftSection={<IconReportAnalytics size={14} />}
            onClick={() => lastReport !== null && go("report", lastReport.runId)}
          >
            Last report
          </Button>
          <Button
            variant="default"
            disabled={profile.comparable.length < 2}
            leftSection={<IconArrowsDiff size={14} />}
            onClick={() => go("compare", "", { runs: profile.comparable.join(",") })}
          >
            Compare last two
          </Button>
        </div>
      )}
      <dl className={classes["facts"]}>
        <dt>Kind</dt>
        <dd>{profile.kind}</dd>
        <dt>Risk profiles</dt>
        <dd>{profile.riskProfiles.join(", ")}</dd>
        {profile.bounds !== null && (
          <>
            <dt>Bounds of a sleeve</dt>
            <dd>
              <Figure value={profile.bounds.min} unit="percent" /> to{" "}
              <Figure value={profile.bounds.max} unit="percent" />
            </dd>
          </>
        )}
        {profile.healthThreshold !== null && (
          <>
            <dt>Health threshold</dt>
            <dd>
              <Figure value={profile.healthThreshold} unit="percent" />
            </dd>
          </>
        )}
        <dt>Manifest</dt>
        <dd>line {profile.line}</dd>
        {lastRun !== null && (
          <>
            <dt>Last run</dt>
            <dd>
              <StateChip state={lastRun.state} />
              <br />
              <span className="mono">{lastRun.runId}</span>
            </dd>
          </>
        )}
        {lastReport !== null && (
          <>
            <dt>Its report</dt>
            <dd>
              <VerdictChip verdict={lastReport.verdict} />
            </dd>
          </>
        )}
      </dl>
    </aside>
  )
}
