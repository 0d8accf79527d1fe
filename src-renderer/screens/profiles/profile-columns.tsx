import { IconAlertOctagon, IconPin } from "@tabler/icons-react"
import type { RunRow } from "#shared/contract/engine/rows"
import { Figure } from "../../parts/figure"
import { readAge, readFigure } from "../../parts/read-figure"
import { StateChip, VerdictChip } from "../../parts/state-chip"
import type { Column } from "../../parts/tree-grid"
import { HealthSquares } from "./health-squares"
import type { ProfileLine } from "./profile-rows"
import classes from "./profiles-screen.module.css"

/** The columns of the profile tree. */
export function profileColumns(now: number): readonly Column<ProfileLine>[] {
  return [
    {
      key: "name",
      title: "Profile",
      width: "minmax(240px, 3fr)",
      sortBy: ({ name }) => name,
      cell: (line) => <NameCell line={line} />,
    },
    {
      key: "kind",
      title: "Kind",
      width: "72px",
      sortBy: ({ profile, member }) => member?.kind ?? profile?.kind ?? null,
      cell: ({ profile, member }) => member?.kind ?? profile?.kind ?? "",
    },
    {
      key: "depth",
      title: "Depth",
      width: "60px",
      align: "end",
      sortBy: ({ profile }) => profile?.depth ?? null,
      cell: ({ profile }) =>
        profile === null ? "" : <Figure value={profile.depth} unit="count" why="it can't be unfolded" />,
    },
    {
      key: "sleeves",
      title: "Sleeves",
      width: "68px",
      align: "end",
      sortBy: ({ profile }) => profile?.sleeves.length ?? null,
      cell: ({ profile }) =>
        profile === null || profile.kind === "atomic" ? (
          ""
        ) : (
          <Figure value={profile.sleeves.length} unit="count" />
        ),
    },
    {
      key: "bounds",
      title: "Bounds of a sleeve",
      width: "140px",
      align: "end",
      sortBy: ({ bounds }) => bounds?.max ?? null,
      cell: ({ bounds }) =>
        bounds === null ? "" : `${readFigure(bounds.min, "percent")} – ${readFigure(bounds.max, "percent")}`,
    },
    {
      key: "health",
      title: "Sleeve health",
      width: "100px",
      cell: ({ profile }) => profile?.lastReport && <HealthSquares counts={profile.lastReport.health} />,
    },
    {
      key: "verdict",
      title: "Report",
      width: "84px",
      sortBy: ({ profile }) => profile?.lastReport?.verdict ?? null,
      cell: ({ profile }) => profile?.lastReport && <VerdictChip verdict={profile.lastReport.verdict} />,
    },
    {
      key: "last",
      title: "Last run",
      width: "minmax(190px, 1fr)",
      sortBy: ({ profile }) => profile?.lastRun?.started ?? null,
      cell: ({ profile }) => profile !== null && <LastRun run={profile.lastRun} now={now} />,
    },
  ]
}

function LastRun({ run, now }: { readonly run: RunRow | null; readonly now: number }) {
  if (run === null) return <span className={classes["quiet"]}>never run</span>
  return (
    <>
      <StateChip state={run.state} />
      <span className={classes["quiet"]}>{run.started === null ? "" : readAge(run.started, now)}</span>
    </>
  )
}

function NameCell({ line: { name, profile, member, problem } }: { readonly line: ProfileLine }) {
  const other = member !== null && member.profile !== name ? member.profile : null
  return (
    <>
      {problem !== null && (
        <IconAlertOctagon
          size={14}
          className={classes["wrong"]}
          aria-label={`problem: ${problem.what} ${problem.seen}`}
        />
      )}
      <span className={classes["name"]}>{name}</span>
      {other !== null && <span className={classes["quiet"]}>{other}</span>}
      {member?.pinnedRun && (
        <span className={classes["quiet"]} title={`pinned to ${member.pinnedRun}`}>
          <IconPin size={12} aria-hidden /> pinned
        </span>
      )}
      {problem !== null && <span className={classes["wrong"]}>{problem.seen}</span>}
      {profile !== null && problem === null && member === null && profile.description !== null && (
        <span className={classes["quiet"]}>{profile.description}</span>
      )}
    </>
  )
}
