import type { SleeveHealthRow } from "#shared/contract/engine/health-rows"
import { Figure } from "../../parts/figure"
import { readAge } from "../../parts/read-figure"
import { HealthChip, ToneChip } from "../../parts/state-chip"
import type { Column } from "../../parts/tree-grid"
import classes from "./health-screen.module.css"
import { stripInWords } from "./health-tree"

/** The columns of the sleeves. */
export function healthColumns(now: number): readonly Column<SleeveHealthRow>[] {
  return [
    {
      key: "sleeve",
      title: "Sleeve",
      width: "minmax(160px, 1.4fr)",
      sortBy: ({ sleeve }) => sleeve,
      cell: ({ sleeve, profile }) => (
        <>
          <strong>{sleeve}</strong>
          {profile !== sleeve && <span className={classes["quiet"]}>{profile}</span>}
        </>
      ),
    },
    {
      key: "decision",
      title: "Decision",
      width: "100px",
      sortBy: ({ status }) => status,
      cell: ({ status }) => (
        <ToneChip
          tone={status === "included" ? "ok" : status === "vetoed" ? "vetoed" : "failed"}
          word={status}
        />
      ),
    },
    {
      key: "verdict",
      title: "Health",
      width: "100px",
      sortBy: ({ verdict }) => verdict,
      cell: ({ verdict, kind }) =>
        verdict === null ? (
          <span className={classes["quiet"]}>{kind}</span>
        ) : (
          <HealthChip verdict={verdict} />
        ),
    },
    {
      key: "ratio",
      title: "Windows that succeeded",
      width: "minmax(190px, 1fr)",
      sortBy: ({ ratio }) => ratio,
      cell: (row) => <RatioBar row={row} />,
    },
    {
      key: "strip",
      title: "Windows",
      width: "minmax(120px, 1fr)",
      cell: ({ strip }) => <Strip strip={strip} />,
    },
    {
      key: "weight",
      title: "Weight",
      width: "80px",
      align: "end",
      sortBy: ({ weight }) => weight,
      cell: ({ weight }) => <Figure value={weight} unit="percent" why="left out, or without weights" />,
    },
    {
      key: "lost",
      title: "Rows lost",
      width: "80px",
      align: "end",
      sortBy: ({ alignment }) => alignment?.shareLost ?? null,
      cell: ({ alignment }) => (
        <Figure value={alignment?.shareLost ?? null} unit="percent" why="it was not joined" />
      ),
    },
    {
      key: "found",
      title: "Findings",
      width: "110px",
      sortBy: ({ anomalies, signFindings }) => anomalies.length + signFindings.length,
      cell: ({ anomalies, signFindings }) => (
        <Findings anomalies={anomalies.length} signs={signFindings.length} />
      ),
    },
    {
      key: "run",
      title: "Its run",
      width: "100px",
      sortBy: ({ run }) => run?.started ?? null,
      cell: ({ run }) => (
        <span className={classes["quiet"]}>
          {run !== null && run.started !== null && readAge(run.started, now)}
        </span>
      ),
    },
  ]
}

/** The ratio as a bar, with the threshold as a dashed line over it. */
function RatioBar({ row: { success, expected, ratio, threshold } }: { readonly row: SleeveHealthRow }) {
  if (success === null || expected === null) return null
  return (
    <span className={classes["ratio"]}>
      <span className={classes["bar2"]} aria-hidden>
        <i
          style={{ width: `${(ratio ?? 0) * 100}%` }}
          data-below={ratio !== null && ratio < (threshold ?? 0)}
        />
        {threshold !== null && <b style={{ left: `${threshold * 100}%` }} />}
      </span>
      {success} of {expected}
    </span>
  )
}

/** A window is a square: full, crossed, half or hollow. */
export function Strip({ strip }: { readonly strip: string }) {
  if (strip === "") return null
  return (
    <span
      className={classes["strip"]}
      role="img"
      aria-label={stripInWords(strip)}
      title={stripInWords(strip)}
    >
      {strip.split("").map((letter, index) => (
        <i key={`${index} ${letter}`} data-outcome={letter} />
      ))}
    </span>
  )
}

function Findings({ anomalies, signs }: { readonly anomalies: number; readonly signs: number }) {
  const told = [
    ...(anomalies > 0 ? [`${anomalies} ${anomalies === 1 ? "anomaly" : "anomalies"}`] : []),
    ...(signs > 0 ? [`${signs} sign ${signs === 1 ? "finding" : "findings"}`] : []),
  ]
  return told.length === 0 ? null : <ToneChip tone="warning" word={told.join(", ")} />
}
