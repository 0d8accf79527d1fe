import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import fc from "fast-check"
import { diagnose } from "#engine/workspace/doctor/diagnose"
import { blocks } from "#engine/workspace/doctor/verdict"
import { noLayers } from "#engine/workspace/settings"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { weekdays } from "../../../workspaces/days"
import { workspace, type WrittenWorkspace } from "../../../workspaces/workspace"

const builder = workspace()
  .sleeve("a", weekdays(30))
  .sleeve("b", weekdays(30), { record: { state: "succeeded" } })
  .meta("m", ["a", "b"], { features: { feat_directional_sign_test_gate: true } })
const files = builder.files().map(({ path }) => path)

/** What a file may have become: gone, cut, another JSON, or with some bytes changed. */
const mutation = fc.oneof(
  fc.constant(() => undefined),
  fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(0, at % (bytes.length + 1))),
  fc
    .constantFrom("null", "[]", "{}", '{"profiles": []}', '{"profiles": {"hrp": null}}', "\ufeff", "NaN\n")
    .map((text) => () => Buffer.from(text)),
  fc
    .array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 })
    .map((changes) => (bytes: Buffer) => {
      const copy = Buffer.from(bytes)
      for (const [at, byte] of changes) copy[at % copy.length] = byte
      return copy
    }),
)

describe("the verdict on a damaged workspace", () => {
  let ws: WrittenWorkspace
  let opened: Workspace
  beforeAll(async () => {
    ws = await builder.write()
    const result = openWorkspace(ws.root)
    if (!result.ok) throw new Error("no workspace")
    opened = result.value
  })
  afterAll(() => ws.remove())

  it("is given whatever became of any one file, with a remedy, and never is runnable when a needed one is gone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), mutation, fc.boolean(), async (path, mutate, all) => {
        const file = join(ws.root, path)
        const before = readFileSync(file)
        const after = mutate(before)
        if (after === undefined) rmSync(file)
        else writeFileSync(file, after)
        const asked = { workspace: opened, layers: noLayers, metas: [], all }
        const result = await diagnose(asked).finally(() => writeFileSync(file, before))
        expect(result.ok).toBe(true)
        const diagnosis = result.ok ? result.value : undefined
        const told = [diagnosis!.manifest, ...diagnosis!.runs.flatMap((run) => run.files)]
        expect(told.filter((one) => blocks(one) && one.remedy === null)).toEqual([])
        const gone = after === undefined && told.some((one) => one.file === path && one.needed_by.length > 0)
        expect(gone && diagnosis!.runnable).toBe(false)
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
