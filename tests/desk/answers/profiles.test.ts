import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { runMeta } from "../../flow/run-meta"
import { everyDay } from "../../workspaces/days"
import { health } from "../../workspaces/options"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"
import { questions } from "./ask"

const days = everyDay(120)
const values = (size: number, pace: number) => ({ values: (t: number) => 0.001 + size * Math.sin(t * pace) })

let ws: WrittenWorkspace
const { value, codes } = questions()

beforeAll(async () => {
  ws = await workspace()
    .sleeve("a", days, values(0.004, 1.3))
    .sleeve("b", days, values(0.01, 2.1))
    .sleeve("bad", days, { ...values(0.02, 0.7), health: health({ success: 2, error: 4 }) })
    .sleeve("unused", days)
    .meta("inner", ["a", "bad"], { allocation: { health_overrides: { bad: "known outage" } } })
    .meta("outer", ["b", { id: "nest", of: "inner" }], { min: 0.05, max: 0.8 })
    .meta("round", ["a", { id: "next", meta_profile: "about" }])
    .meta("about", [{ id: "back", meta_profile: "round" }, "b"])
    .meta("leads_in", [{ id: "in", meta_profile: "round" }, "a"])
    .meta("broken", ["a", { id: "gone", profile: "no_such" }])
    .alias("main", "outer")
    .alias("nowhere", "no_such")
    .manifest((manifest) => {
      const broken = manifest.profiles["broken"] as { sleeves: { run_id?: string }[] }
      delete broken.sleeves[0]!.run_id
    })
    .write()
  await runMeta(ws.root, "outer", ["hrp"], { runId: "first" })
  await runMeta(ws.root, "outer", ["hrp"], { runId: "second", clock: () => "2026-03-01T00:00:00.000Z" })
})
afterAll(() => ws.remove())

const tree = async () => {
  const { profiles } = await value("profiles.tree", { root: ws.root })
  return new Map(profiles.map((profile) => [profile.name, profile]))
}

describe("The tree of profiles", () => {
  it("has every name of the manifest, in its order", async () => {
    const names = "a b bad unused inner outer round about leads_in broken main nowhere"
    expect([...(await tree()).keys()]).toEqual(names.split(" "))
  })

  it("tells of a nested profile its depth, bounds and where its sleeves lead", async () => {
    const outer = (await tree()).get("outer")!
    expect(outer).toMatchObject({
      kind: "meta",
      depth: 2,
      bounds: { min: 0.05, max: 0.8 },
      healthThreshold: 0.75,
    })
    expect(outer.members.map(({ id, kind, target, pinnedRun }) => [id, kind, target, pinnedRun])).toEqual([
      ["b", "atomic", "b", "b_run"],
      ["nest", "meta", "inner", null],
    ])
    expect(outer.problems).toEqual([])
  })

  it("names the line of each profile and sleeve in the manifest", async () => {
    const lines = readFileSync(join(ws.root, "configs/manifest.json"), "utf8").split("\n")
    const profiles = await tree()
    for (const name of ["a", "outer", "broken", "main"]) {
      expect(lines[profiles.get(name)!.line - 1]).toContain(`"${name}":`)
    }
    const [first, second] = profiles.get("outer")!.members
    expect(lines[first!.line]).toContain('"id": "b"')
    expect(lines[second!.line]).toContain('"id": "nest"')
  })

  it("shows a cycle at each sleeve that closes it, with its path, and none at the way into it", async () => {
    const profiles = await tree()
    const cycleOf = (profile: string, member: string) =>
      profiles.get(profile)!.members.find(({ id }) => id === member)!.problem
    expect(cycleOf("round", "next")).toMatchObject({ code: "profile.cycle", seen: "round -> about -> round" })
    expect(cycleOf("about", "back")).toMatchObject({ code: "profile.cycle", seen: "about -> round -> about" })
    expect(cycleOf("leads_in", "in")).toBeNull()
    expect(profiles.get("leads_in")).toMatchObject({ depth: null, problems: [{ code: "profile.cycle" }] })
  })

  it("shows a missing profile in the place of its sleeve, and an alias that leads nowhere", async () => {
    const profiles = await tree()
    expect(profiles.get("broken")!.members[1]).toMatchObject({
      id: "gone",
      profile: "no_such",
      target: null,
      problem: { code: "profile.unknown" },
    })
    expect(profiles.get("nowhere")).toMatchObject({ problems: [{ code: "profile.unknown" }], members: [] })
  })

  it("tells the newest run, the two newest reports, their verdict and health of all levels", async () => {
    const outer = (await tree()).get("outer")!
    expect(outer.lastRun?.runId).toBe("second")
    expect(outer.comparable).toEqual(["second", "first"])
    expect(outer.lastReport).toEqual({
      runId: "second",
      verdict: "WARN",
      health: { healthy: 2, degraded: 0, vetoed: 1, unknown: 0 },
    })
  })

  it("gives an alias what its profile has", async () => {
    const profiles = await tree()
    expect(profiles.get("main")).toMatchObject({ aliasOf: "outer", depth: 2, lastRun: { runId: "second" } })
    expect(profiles.get("main")!.members).toEqual(profiles.get("outer")!.members)
  })

  it("shows the settings that the environment sets", async () => {
    const asked = questions({ TV_META_ALLOCATION__MAX_WEIGHT: "0.7" })
    const { profiles } = await asked.value("profiles.tree", { root: ws.root })
    expect(profiles.find(({ name }) => name === "inner")?.bounds).toEqual({ min: 0, max: 0.7 })
  })

  it("fails with the place of what is wrong in the manifest", async () => {
    const damaged = await workspace().manifestText("{").write()
    expect(await codes("profiles.tree", { root: damaged.root })).toEqual(["manifest.syntax"])
    damaged.remove()
  })
})

describe("Atomic profiles", () => {
  it("come with the run that a sleeve would take and the profiles that use them", async () => {
    const { profiles } = await value("profiles.atomic", { root: ws.root })
    expect(profiles.map(({ name, usableRun, usedBy }) => [name, usableRun?.runId, usedBy])).toEqual([
      ["a", "a_run", ["inner", "round", "leads_in", "broken"]],
      ["b", "b_run", ["outer", "about"]],
      ["bad", "bad_run", ["inner"]],
      ["unused", "unused_run", []],
    ])
  })
})

describe("The manifest as it stands", () => {
  it("comes with the first and last line of every profile", async () => {
    const told = await value("manifest.text", { root: ws.root })
    const lines = told.text.split("\n")
    for (const { name, line, endLine } of told.profiles) {
      expect(lines[line - 1]).toContain(`"${name}":`)
      expect(lines[endLine - 1]).toMatch(/^ {4}[}"]/)
    }
    expect(told.problems.map(({ code }) => code)).toContain("profile.cycle")
  })

  it("comes with its place and problem when it is damaged", async () => {
    const damaged = await workspace()
      .manifestText('{\n  "profiles": {\n    "m": { "sleeves": [ }\n  }\n}\n')
      .write()
    const told = await value("manifest.text", { root: damaged.root })
    expect(told.problems).toMatchObject([{ code: "manifest.syntax", where: "configs/manifest.json:3:25" }])
    expect(told.profiles).toMatchObject([{ name: "m", line: 3 }])
    damaged.remove()
  })
})

describe("Effective settings", () => {
  it("name the layer of each value, as `config --origins` does", async () => {
    const asked = questions({ TV_META_ALLOCATION__MIN_COMMON_ROWS: "30" })
    const { settings } = await asked.value("settings.effective", {
      root: ws.root,
      profile: "main",
      parameters: { health_threshold: "0.5" },
    })
    const told = new Map(settings.map(({ path, value: text, origin }) => [path, `${text} ${origin}`]))
    expect(told.get("meta_allocation.max_weight")).toBe("0.8 profile")
    expect(told.get("meta_allocation.min_common_rows")).toBe("30 environment")
    expect(told.get("meta_allocation.health_threshold")).toBe("0.5 command")
    expect(told.get("meta_allocation.strict")).toBe("false code")
  })

  it("refuse a setting that there is not", async () => {
    const asked = { root: ws.root, profile: "outer", parameters: { helth_threshold: "0.5" } }
    expect(await codes("settings.effective", asked)).toEqual(["usage.unknownParameter"])
  })
})

describe("A plan's preview", () => {
  const preview = (parameters: Record<string, string>, riskProfiles: string[] | null = ["hrp"]) => ({
    root: ws.root,
    profile: "outer",
    riskProfiles,
    parameters,
    whatIf: null,
    weights: false,
    signs: false,
  })

  it("follows the threshold of the form", async () => {
    const verdictAt = async (threshold: string) => {
      const plan = await value("plan.preview", preview({ health_threshold: threshold }))
      const inner = plan.risk_profiles[0]!.nodes.find(({ meta_profile }) => meta_profile === "inner")
      return inner?.decisions.sleeves[1]?.health?.verdict
    }
    expect(await verdictAt("0.75")).toBe("vetoed")
    expect(await verdictAt("0.3")).toBe("healthy")
  })

  it("takes erc for risk_parity, and refuses what is no risk profile", async () => {
    const plan = await value("plan.preview", preview({}, ["erc"]))
    expect(plan.risk_profiles.map(({ risk_profile }) => risk_profile)).toEqual(["risk_parity"])
    expect(await codes("plan.preview", preview({}, ["hpr"]))).toEqual(["usage.argument"])
  })
})
