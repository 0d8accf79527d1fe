import { basename } from "node:path"
import { problem } from "#shared/problem/problem"
import { type Failed, failed } from "#shared/problem/result"
import { isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState } from "#engine/artifacts/run-record"

/** Why a run has no report, and what can be done about it. */
export function withoutReport(directory: string): Failed {
  const record = readRunState(directory, isProcessAlive)
  if (!record.ok && record.problems[0].code !== "file.missing") return record
  if (!record.ok || record.value.kind === "atomic") {
    return failed(
      problem("artifact.missing", {
        what: "This is an atomic run, which has no report of its own.",
        where: directory,
        seen: record.ok ? "kind atomic in run.json" : "no run.json: a run of the Python platform",
        remedy: "name a run of a meta profile; `nestfolio runs` shows the kind of each",
      }),
    )
  }
  const { state, run_id } = record.value
  if (state === "crashed" || state === "cancelled") {
    return failed(
      problem("run.incomplete", {
        what: "The run did not finish, so it has no report.",
        where: directory,
        seen: `state ${state}`,
        remedy: `take it up where it stopped with \`nestfolio resume ${basename(directory)}\``,
      }),
    )
  }
  if (["queued", "running", "cancelling"].includes(state)) {
    return failed(
      problem("run.incomplete", {
        what: "The run still goes on; its report is written at its end.",
        where: directory,
        seen: `state ${state}`,
        remedy: `wait for it; \`nestfolio show ${run_id}\` tells how it stands`,
      }),
    )
  }
  return failed(
    problem("artifact.missing", {
      what: "The run wrote no report.",
      where: directory,
      seen: `state ${state}, no report in artifacts.json`,
      remedy: "see with `nestfolio show RUN` how the run ended, and run the meta profile again",
    }),
  )
}
