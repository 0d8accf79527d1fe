import { sha256Of } from "#engine/artifacts/hash"
import { currentProcess } from "#engine/artifacts/process-identity"
import { publishLatest } from "#engine/artifacts/publish-latest"
import { createRun } from "#engine/artifacts/run-lifecycle"
import type { Result } from "#shared/problem/result"

/** Writes run after run into the workspace it is given, until it is killed. */
const [, , root = "", prefix = ""] = process.argv

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

/** A file that tells whether it is whole: the hash of the rest comes first. */
function selfChecking(seed: number): Uint8Array {
  const body = `${seed} `.repeat(20_000)
  return new TextEncoder().encode(`${sha256Of(body)}\n${body}`)
}

for (let n = 0; ; n++) {
  const run = valueOf(
    createRun({
      workspaceRoot: root,
      runId: `${prefix}-${n}`,
      kind: "meta",
      profile: "m",
      riskProfiles: ["hrp"],
      programVersion: "0.1.0",
      clock: () => new Date().toISOString(),
      process: currentProcess(),
    }),
  )
  if (n === 1) process.stdout.write("ready\n")
  for (let i = 0; i < 4; i++) {
    const place = { kind: "meta_health", metaProfile: `m${i}`, riskProfile: "hrp" } as const
    valueOf(run.ledger.append({ type: "decision", decision: "d", context: {}, data: "x".repeat(5000) }))
    valueOf(run.directory.put({ ...place, bytes: selfChecking(i), rows: null, stage: "meta.returns" }))
    valueOf(run.ledger.append({ type: "action", status: "success", step: `s${i}`, context: {} }))
  }
  const record = valueOf(run.close({ state: "succeeded", exitCode: 0, problems: [] }))
  valueOf(publishLatest({ root }, run.directory, record, [{ name: "report.md", bytes: selfChecking(n) }]))
}
