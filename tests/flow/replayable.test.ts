import { readdirSync, readFileSync, statSync } from "node:fs"
import { join, relative } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { RunId } from "#shared/quantity/run-id"
import { sha256Of } from "#engine/artifacts/hash"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { verifyRun } from "#engine/ledger/verify"
import { metaTree } from "../workspaces/goldens"
import type { WrittenWorkspace } from "../workspaces/workspace"
import { runMeta } from "./run-meta"

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted()
}

/** Hash of every file below a folder, by its path. */
function fingerprint(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((path) => [relative(folder, path), sha256Of(readFileSync(path))]),
  )
}

/** What design 1.4 lets differ between two runs of the same inputs. */
const mayDiffer = /^(run\.json|artifacts\.json|audit\.jsonl|config\/|logs\/)/

function withoutHeader(path: string, text: string): string {
  if (path.startsWith("data/meta_report_"))
    return JSON.stringify({ ...(JSON.parse(text) as object), header: null })
  return text.replace(/<!-- header[\s\S]*?<!-- \/header -->/, "")
}

/** The bytes of an artifact as text, the report's without its header. */
function comparable(path: string, bytes: Buffer): string {
  return path.includes("report") ? withoutHeader(path, bytes.toString("utf8")) : bytes.toString("latin1")
}

describe("a run", () => {
  let ws: WrittenWorkspace
  let before: Record<string, string>
  let first: MetaOutcome
  let second: MetaOutcome
  const risks = ["hrp", "min_variance", "equal_weight"] as const

  beforeAll(async () => {
    ws = await metaTree().write()
    before = fingerprint(ws.root)
    first = await runMeta(ws.root, "meta_tree", risks, { runId: "first" })
    second = await runMeta(ws.root, "meta_tree", risks, {
      runId: "second",
      clock: () => "2031-05-05T05:05:05.000Z",
      programVersion: "0.0.0-test",
    })
  })
  afterAll(() => ws.remove())

  it("of the same inputs gives byte-equal artifacts, whatever its id and time", () => {
    const [a, b] = [first, second].map((outcome) => join(ws.root, outcome.runDir!)) as [string, string]
    const names = (folder: string) => filesBelow(folder).map((path) => relative(folder, path))
    const compared = names(a).filter((path) => !mayDiffer.test(path))
    expect(names(b).filter((path) => !mayDiffer.test(path))).toEqual(compared)
    expect(compared.length).toBeGreaterThan(40)
    for (const path of compared) {
      const [left, right] = [a, b].map((folder) => comparable(path, readFileSync(join(folder, path))))
      expect(left, path).toBe(right)
    }
  })

  it("names neither itself, nor a time, nor an absolute path in its artifacts", () => {
    const folder = join(ws.root, second.runDir!)
    for (const path of filesBelow(folder).map((file) => relative(folder, file))) {
      if (mayDiffer.test(path) || path.endsWith(".parquet")) continue
      const text = withoutHeader(path, readFileSync(join(folder, path), "utf8"))
      expect(text, path).not.toContain(ws.root)
      expect(text, path).not.toContain("2031-05-05")
      expect(text, path).not.toMatch(/\bsecond\b/)
    }
  })

  it("writes nowhere but in its own directory, the cache and the place of the latest report", () => {
    const after = fingerprint(ws.root)
    const own = /^data\/artifacts\/summaries\/(runs\/(first|second)\/|latest\/|latest\.json$)|^data\/cache\//
    const others = Object.fromEntries(Object.entries(after).filter(([path]) => !own.test(path)))
    expect(others).toEqual(before)
  })

  it("publishes the report of the last run", () => {
    const latest = join(ws.root, "data/artifacts/summaries/latest")
    const report = readFileSync(join(ws.root, second.runDir!, "reports/meta_portfolio_report.md"), "utf8")
    expect(readFileSync(join(latest, "meta_portfolio_report.md"), "utf8")).toBe(report)
    expect(JSON.parse(readFileSync(`${latest}.json`, "utf8"))).toMatchObject({ run_id: "second" as RunId })
  })

  it("verifies clean, every file listed and every hash right", () => {
    const verified = verifyRun(join(ws.root, first.runDir!))
    expect(verified).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it("keeps a copy of every stream, holdings file and ledger excerpt it read, with its origin", () => {
    const { artifacts } = JSON.parse(
      readFileSync(join(ws.root, first.runDir!, "artifacts.json"), "utf8"),
    ) as { artifacts: { kind: string; origin?: string; sha256: string; path: string }[] }
    const inputs = artifacts.filter(({ kind }) => kind === "input")
    for (const { origin, sha256 } of inputs.filter(({ origin }) => origin!.endsWith(".parquet"))) {
      expect(sha256Of(readFileSync(join(ws.root, origin!)))).toBe(sha256)
    }
    const origins = inputs.map(({ origin }) => origin!)
    expect(origins).toContain("configs/manifest.json")
    for (const end of [
      "returns/custom_cvxportfolio_hrp.parquet",
      "portfolio_flattened.json",
      "audit.jsonl",
    ]) {
      expect(origins.filter((origin) => origin.endsWith(end)).length, end).toBeGreaterThanOrEqual(8)
    }
  })

  it("refuses an id that a run has already, and leaves that run as it was", async () => {
    const was = fingerprint(join(ws.root, first.runDir!))
    const again = await runMeta(ws.root, "meta_tree", risks, { runId: "first" })
    expect(again).toMatchObject({ runId: null, exitCode: 3, problems: [{ code: "run.exists" }] })
    expect(fingerprint(join(ws.root, first.runDir!))).toEqual(was)
  })
})
