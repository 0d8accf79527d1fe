import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { codeOf, deskInTest, valueOf } from "../session/desk-in-test"

const manifest = `{
  "default_profile": "core",
  "defaults": {},
  "profiles": {
    "p": { "own_key": 1 },
    "q": {},
    "core": {
      "sleeves": [
        { "id": "a", "profile": "p", "run_id": "r1" },
        { "id": "b", "profile": "q", "run_id": "r2" }
      ],
      "meta_allocation": { "min_weight": 0.1, "max_weight": 0.9 }
    },
    "main": "core"
  }
}
`

async function opened() {
  const test = deskInTest()
  const root = test.workspaceAt("ws", manifest)
  const window = test.window()
  valueOf(await window.ask("workspace.open", { root }))
  const text = () => readFileSync(join(root, "configs/manifest.json"), "utf8")
  const { sha256 } = valueOf(await window.ask("manifest.propose", { root, edits: [] }))
  return { root, window, text, sha256 }
}

const bound = {
  kind: "set" as const,
  path: ["profiles", "core", "meta_allocation", "max_weight"],
  value: "0.6",
}

describe("Edits of the manifest", () => {
  it("are shown as lines and not written", async () => {
    const { root, window, text } = await opened()
    const { diff, problems } = valueOf(await window.ask("manifest.propose", { root, edits: [bound] }))
    expect(problems).toEqual([])
    expect(diff.filter(({ kind }) => kind !== "same")).toEqual([
      {
        kind: "gone",
        before: 12,
        after: null,
        text: '      "meta_allocation": { "min_weight": 0.1, "max_weight": 0.9 }',
      },
      {
        kind: "new",
        before: null,
        after: 12,
        text: '      "meta_allocation": { "min_weight": 0.1, "max_weight": 0.6 }',
      },
    ])
    expect(text()).toBe(manifest)
  })

  it("are written and change nothing else", async () => {
    const { root, window, text, sha256 } = await opened()
    valueOf(await window.ask("manifest.write", { root, expectedSha256: sha256, edits: [bound] }))
    expect(text()).toBe(manifest.replace('"max_weight": 0.9', '"max_weight": 0.6'))
  })

  it("are refused over a file that somebody else has changed", async () => {
    const { root, window, text, sha256 } = await opened()
    writeFileSync(join(root, "configs/manifest.json"), `${manifest}\n`)
    const answer = await window.ask("manifest.write", { root, expectedSha256: sha256, edits: [bound] })
    expect(codeOf(answer)).toBe("manifest.changed")
    expect(text()).toBe(`${manifest}\n`)
  })

  it("are refused where they break what was right", async () => {
    const { root, window, text, sha256 } = await opened()
    const edits = [{ ...bound, value: "0.3" }]
    const { problems } = valueOf(await window.ask("manifest.propose", { root, edits }))
    expect(problems.map(({ code }) => code)).toEqual(["bounds.infeasible"])
    const answer = await window.ask("manifest.write", { root, expectedSha256: sha256, edits })
    expect(codeOf(answer)).toBe("bounds.infeasible")
    expect(text()).toBe(manifest)
  })

  it("carry a new name to whoever refers to the profile, and say who that is", async () => {
    const { root, window, text, sha256 } = await opened()
    const edits = [{ kind: "rename" as const, from: "core", to: "heart" }]
    const { referrers } = valueOf(await window.ask("manifest.propose", { root, edits }))
    expect(referrers).toEqual(["default_profile", "profiles.main"])
    valueOf(await window.ask("manifest.write", { root, expectedSha256: sha256, edits }))
    expect(text()).toBe(manifest.replaceAll('"core"', '"heart"'))
  })

  it("don't take the name of another profile", async () => {
    const { root, window } = await opened()
    for (const kind of ["rename", "copy"] as const) {
      const edits = [{ kind, from: "core", to: "p" }]
      expect(codeOf(await window.ask("manifest.propose", { root, edits }))).toBe("profile.exists")
    }
  })
})
