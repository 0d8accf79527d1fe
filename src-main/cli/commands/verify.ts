import { ok } from "#shared/problem/result"
import { ExitCode } from "#shared/problem/exit-code"
import type { CommandFile } from "../command-file"
import { findRunDirectory } from "../find-run"

/** Whether a run is what its ledger says. */
export const verify: CommandFile = {
  call: "verify <run>",
  summary: "recompute a run's ledger chain and artifact hashes; exit code 6 when they differ",
  example: "verify 20261120-213455-ab12cd",
  options: [],
  async run(invocation, input) {
    const directory = await findRunDirectory(invocation, input.args[0]!)
    if (!directory.ok) return directory
    const { verifyRun } = await import("#engine/ledger/verify")
    const verified = verifyRun(directory.value)
    if (!verified.ok) return verified
    const { findings, judgedBy, records, artifacts, head } = verified.value
    const clean = findings.length === 0
    const files =
      judgedBy === "ledger"
        ? ", judged by its ledger alone: it lists no artifacts"
        : `, ${artifacts} artifacts`
    return ok({
      data: { verified: clean, judged_by: judgedBy, records, artifacts, head, problems: findings },
      text: `${clean ? "verified" : "NOT VERIFIED"}: ${records} records${files}, head ${head}`,
      problems: findings,
      exitCode: clean ? ExitCode.ok : ExitCode.verification,
    })
  },
}
