import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { RunId } from "#shared/quantity/run-id"
import { listFilesBelow } from "#engine/artifacts/disk-read"
import { currentProcess } from "#engine/artifacts/process-identity"
import { verifyRun } from "#engine/ledger/verify"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { resumeMeta } from "#engine/orchestration/resume"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { artifactsOf } from "../../flow/same-artifacts"
import type { Random } from "../random"
import { smallWorkspace } from "../small-workspace"
import { flawOf, type Target } from "../target"
import { runOnce, runPathOf, tickingClock } from "./finished-run"
import { changedFile } from "./verify"

const RUN = "fuzz_run"

/** `resume` of an interrupted run of which a file may be another: a refusal, or what an unbroken run makes. */
export const resumeTarget: Target = {
  name: "resume",
  share: 1,
  open: async () => {
    const written = await smallWorkspace().write()
    const opened = openWorkspace(written.root)
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const whole = runPathOf(written.root, await runOnce(written.root, "top", "whole"))
    const expected = artifactsOf(whole)
    rmSync(join(written.root, "data/cache"), { recursive: true, force: true })
    const stopped: Stopped[] = []
    for (let event = 1; stopped.length < 6; event += 4) {
      const files = await filesStoppedAt(written.root, event)
      if (files === undefined) break
      stopped.push(files)
    }
    if (stopped.length < 3) throw new Error(`interrupted ${stopped.length} times`)
    return {
      try: (random) => tryOne(opened.value, random.pick(stopped), expected, random),
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

type Stopped = ReadonlyMap<string, Uint8Array>

/** The run's files when it is cancelled at its progress of that number; undefined when it ends before. */
async function filesStoppedAt(root: string, event: number): Promise<Stopped | undefined> {
  const abort = new AbortController()
  let seen = 0
  const outcome = await runOnce(root, "top", RUN, {
    signal: abort.signal,
    onProgress: () => {
      if (seen++ === event) abort.abort()
    },
  })
  const runPath = runPathOf(root, outcome)
  const files = new Map(
    listFilesBelow(runPath).map((file) => [file, new Uint8Array(readFileSync(join(runPath, file)))]),
  )
  forget(root)
  return outcome.state === "cancelled" ? files : undefined
}

function forget(root: string): void {
  for (const made of [`data/artifacts/summaries/runs/${RUN}`, "data/cache"]) {
    rmSync(join(root, made), { recursive: true, force: true })
  }
}

async function tryOne(
  workspace: Workspace,
  stopped: Stopped,
  expected: Record<string, string>,
  random: Random,
): Promise<string | undefined> {
  const runPath = join(workspace.runsPath, RUN)
  const changed = random.chance(0.9) ? random.pick([...stopped.keys()]) : undefined
  for (const [file, bytes] of stopped) {
    const now = file === changed ? changedFile(file, bytes, random) : bytes
    if (now === undefined) continue
    mkdirSync(dirname(join(runPath, file)), { recursive: true })
    writeFileSync(join(runPath, file), now)
  }
  if (random.chance(0.3)) asIfKilled(runPath)
  try {
    const flaw = flawOfOutcome(runPath, await resume(workspace), expected, changed)
    return flaw === undefined ? undefined : `${changed ?? "nothing"} changed: ${flaw}`
  } finally {
    forget(workspace.root)
  }
}

/** What a process that was killed leaves: a record that says running, and no list of artifacts. */
function asIfKilled(runPath: string): void {
  rmSync(join(runPath, "artifacts.json"), { force: true })
  try {
    const record = JSON.parse(readFileSync(join(runPath, "run.json"), "utf8")) as object
    writeFileSync(join(runPath, "run.json"), JSON.stringify({ ...record, state: "running" }))
  } catch {
    // The changed file was this one.
  }
}

function resume(workspace: Workspace): Promise<MetaOutcome> {
  return resumeMeta({
    workspace,
    runId: RUN,
    layers: { dotenv: {}, environment: {} },
    clock: tickingClock(),
    newRunId: () => RUN as RunId,
    process: currentProcess(),
    programVersion: "0.0.0-fuzz",
    onProgress: () => {},
    signal: new AbortController().signal,
  })
}

function flawOfOutcome(
  runPath: string,
  { exitCode, state, problems, riskProfiles }: MetaOutcome,
  expected: Record<string, string>,
  changed: string | undefined,
): string | undefined {
  const told = flawOf([...problems, ...riskProfiles.flatMap((risk) => risk.problems)])
  if (told !== undefined) return told
  if (![0, 2, 3, 4, 5, 6].includes(exitCode)) return `exit code ${exitCode}: ${JSON.stringify(problems)}`
  if (!state.startsWith("succeeded")) {
    return changed === undefined ? `not resumed: ${JSON.stringify(problems)}` : undefined
  }
  const verified = verifyRun(runPath)
  if (!verified.ok || verified.value.findings.length > 0) return `refused: ${JSON.stringify(verified)}`
  const made = artifactsOf(runPath)
  const other = Object.keys(expected).find(
    (path) => path.startsWith("data/") && made[path] !== expected[path],
  )
  return other === undefined ? undefined : `it made another ${other}`
}
