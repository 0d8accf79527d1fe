import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { publishLatest } from "#engine/artifacts/publish-latest"
import { currentProcess } from "#engine/artifacts/process-identity"
import { createRun } from "#engine/artifacts/run-lifecycle"

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nestfolio-latest-"))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function publish(runId: string, names: readonly string[]) {
  const run = createRun({
    workspaceRoot: root,
    runId,
    kind: "meta",
    profile: "m",
    riskProfiles: ["hrp"],
    programVersion: "0.1.0",
    clock: () => "2026-11-20T10:00:00.000Z",
    process: currentProcess(),
  })
  if (!run.ok) throw new Error(JSON.stringify(run.problems))
  const record = run.value.close({ state: "succeeded", exitCode: 0, problems: [] })
  if (!record.ok) throw new Error(JSON.stringify(record.problems))
  // As a process leaves it that is killed while it publishes.
  mkdirSync(summaries(`runs/${runId}/logs/latest.partial`))
  writeFileSync(summaries(`runs/${runId}/logs/latest.partial/half`), "x")
  const files = names.map((name) => ({ name, bytes: new TextEncoder().encode(`${runId} ${name}`) }))
  return publishLatest({ root }, run.value.directory, record.value, files)
}

const summaries = (path = "") => join(root, "data/artifacts/summaries", path)

describe("publishing the latest run", () => {
  it("fills a real folder and names the run in latest.json", () => {
    expect(publish("one", ["report.md", "chart.svg"]).ok).toBe(true)
    expect(lstatSync(summaries("latest")).isDirectory()).toBe(true)
    expect(readdirSync(summaries("latest"))).toEqual(["chart.svg", "report.md"])
    expect(JSON.parse(readFileSync(summaries("latest.json"), "utf8"))).toEqual({
      schema: 1,
      run_id: "one",
      run_dir: "data/artifacts/summaries/runs/one",
      kind: "meta",
      profile: "m",
      state: "succeeded",
      ended: "2026-11-20T10:00:00.000Z",
      files: ["latest/report.md", "latest/chart.svg"],
    })
  })

  it("replaces the folder of the run before as a whole and leaves nothing else behind", () => {
    publish("one", ["report.md", "chart.svg"])
    expect(publish("two", ["report.md"]).ok).toBe(true)
    expect(readdirSync(summaries("latest"))).toEqual(["report.md"])
    expect(readFileSync(summaries("latest/report.md"), "utf8")).toBe("two report.md")
    expect(readdirSync(summaries())).toEqual(["latest", "latest.json", "runs"])
    expect(readdirSync(summaries("runs/two/logs"))).toEqual(["artifacts.jsonl"])
  })
})
