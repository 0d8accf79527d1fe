import { type Client, connect } from "#shared/contract/connect"
import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import { serve } from "#shared/contract/serve"
import { bridgeName } from "#shared/contract/shell-bridge"
import { memoryPair } from "#shared/contract/wire"
import type { Desk } from "#main/desk/session/desk"
import { isComplete } from "#shared/model/run"
import { describeProblem } from "#shared/problem/problem"
import type { Failed } from "#shared/problem/result"
import { plainWindow } from "./open-first"

/** What a self-test found: its lines to print, and whether all is well. */
export interface SmokeReport {
  readonly isWell: boolean
  readonly lines: readonly string[]
}

/**
 * Self-test of a packaged program through the desk, as a window would use it: writes the sample workspace
 * beside the settings, lists its profiles, runs one of them in an engine process and reads the report.
 */
export async function smoke(client: Client<DeskContract>): Promise<SmokeReport> {
  const lines: string[] = []
  const ended = (failure: Failed): SmokeReport => ({
    isWell: false,
    lines: [...lines, ...failure.problems.map(describeProblem)],
  })
  const info = await client.ask("shell.info", {})
  if (!info.ok) return ended(info)
  lines.push(`shell      ${info.value.kind} on ${info.value.platform}, version ${info.value.version}`)

  const opened = await client.ask("workspace.openSample", { root: null })
  if (!opened.ok) return ended(opened)
  const { root } = opened.value
  const listed = await client.ask("profiles.list", { root })
  if (!listed.ok) return ended(listed)
  const metas = listed.value.profiles.filter(({ kind, aliasOf }) => kind === "meta" && aliasOf === null)
  const [meta] = metas.sort((a, b) => (a.depth ?? Infinity) - (b.depth ?? Infinity))
  if (meta === undefined) return { isWell: false, lines: [...lines, "sample     has no meta profile"] }
  lines.push(`query      ${listed.value.profiles.length} profiles of the sample`)

  const started = await client.ask("run.start", {
    root,
    profile: meta.name,
    riskProfiles: ["hrp"],
    parameters: {},
    executeSleeves: false,
    requestId: "smoke",
  })
  if (!started.ok) return ended(started)
  const { runId } = started.value
  const watched = await client.ask("run.watch", { root, runId })
  if (!watched.ok) return ended(watched)
  lines.push(`run        ${runId} of ${meta.name} ${watched.value.state}`)
  if (!isComplete(watched.value.state)) {
    return { isWell: false, lines: [...lines, ...watched.value.problems.map(describeProblem)] }
  }
  const report = await client.ask("report.markdown", { root, runId })
  if (!report.ok) return ended(report)
  lines.push(`report     ${report.value.markdown.length} characters`)
  return { isWell: true, lines }
}

/**
 * Runs the self-test as a window of its own, asks the real window's page for its bridge, and prints what was checked.
 * Gives the exit code.
 */
export async function smokeTest(desk: Desk, inPage: (script: string) => Promise<unknown>): Promise<number> {
  const [near, far] = memoryPair()
  serve(deskContract, desk.answersFor(plainWindow), far, { checkAnswers: true })
  const tried = await smoke(connect(deskContract, near))
  const isBridged = (await inPage(`typeof ${bridgeName}.connect`)) === "function"
  const isWell = tried.isWell && isBridged
  const lines = [
    ...tried.lines,
    `window     its page has ${isBridged ? "the" : "no"} bridge`,
    isWell ? "all is well" : "not well",
  ]
  process.stdout.write(`${lines.join("\n")}\n`)
  return isWell ? 0 : 1
}
