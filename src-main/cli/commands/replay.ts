import { ok } from "#shared/problem/result"
import { ExitCode } from "#shared/problem/exit-code"
import type { CommandFile } from "../command-file"
import { findRunDirectory } from "../find-run"
import { table } from "../table"

/** Whether a run's artifacts are what its inputs and settings give. */
export const replay: CommandFile = {
  call: "replay <run>",
  summary: "verify a run and recompute it from its own copies of its inputs; exit code 6 when bytes differ",
  example: "replay 20261120-213455-ab12cd",
  options: [],
  reportsProgress: true,
  async run(invocation, input) {
    const directory = await findRunDirectory(invocation, input.args[0]!)
    if (!directory.ok) return directory
    const { replayRun } = await import("#engine/orchestration/replay/replay")
    const replayed = await replayRun({
      runPath: directory.value,
      clock: invocation.clock,
      programVersion: invocation.version,
      onProgress: invocation.onProgress,
      signal: invocation.signal,
    })
    if (!replayed.ok) return replayed
    const { findings, recomputed, compared, inputs, environment } = replayed.value
    const clean = findings.length === 0
    const verdict = clean ? "replayed, byte-equal" : recomputed ? "DIFFERENT" : "NOT VERIFIED, not recomputed"
    return ok({
      data: { replayed: clean, recomputed, compared, inputs, environment, problems: findings },
      text: [
        `${verdict}: ${compared} artifacts recomputed from ${inputs} inputs, ${findings.length} findings`,
        ...(environment.length > 0
          ? [
              "",
              "another environment than the run's:",
              table(
                ["", "RUN", "REPLAY"],
                environment.map(({ name, recorded, now }) => [name, recorded, now]),
              ),
            ]
          : []),
      ].join("\n"),
      problems: findings,
      exitCode: clean ? ExitCode.ok : ExitCode.verification,
    })
  },
}
