import { expect, test } from "vitest"
import { missingScanners } from "#engine/workspace/scanners-check"
import { everyDay } from "../../workspaces/days"
import { workspace } from "../../workspaces/workspace"
import { built } from "./built"

const withPipelines = (pipelines: unknown) =>
  workspace()
    .sleeve("a", everyDay(5))
    .manifest((m) => Object.assign(m.profiles["a"] as object, { discovery: { pipelines } }))

test("scanners are found under configs, with or without a suffix", async () => {
  const { workspace: ws, loaded } = await built(
    withPipelines({ etf: { scanners: ["scanners/one", "scanners/two.yml", "scanners/three"] } })
      .file("configs/scanners/one.yaml", "")
      .file("configs/scanners/two.yml", "")
      .file("configs/scanners/three.yml", ""),
  )
  expect(missingScanners(ws, loaded)).toEqual([])
})

test("those that are not there are told with their place, of profiles and of defaults", async () => {
  const { workspace: ws, loaded } = await built(
    withPipelines({ etf: { scanners: ["scanners/one", "scanners/lost"] } })
      .file("configs/scanners/one.yaml", "")
      .file("scanners/lost.yaml", "not under configs")
      .manifest((m) =>
        Object.assign(m, { defaults: { discovery: { pipelines: { all: { scanners: ["gone.yaml"] } } } } }),
      ),
  )
  expect(missingScanners(ws, loaded).map(({ code, where, seen }) => [code, where, seen])).toEqual([
    [
      "file.missing",
      expect.stringMatching(
        /^configs\/manifest\.json:\d+:\d+ defaults\.discovery\.pipelines\.all\.scanners\[0\]$/,
      ),
      "no configs/gone.yaml",
    ],
    [
      "file.missing",
      expect.stringContaining("profiles.a.discovery.pipelines.etf.scanners[1]"),
      "no configs/scanners/lost.yaml and no configs/scanners/lost.yml",
    ],
  ])
})

test("scanners of strategies are not looked at, and pipelines of another shape are told", async () => {
  const { workspace: ws, loaded } = await built(
    withPipelines({ etf: { scanners: "scanners/one" } }).manifest((m) =>
      Object.assign(m, { defaults: { discovery: { strategies: { trend: { scanners: ["gone"] } } } } }),
    ),
  )
  expect(missingScanners(ws, loaded)).toMatchObject([
    { code: "manifest.shape", where: expect.stringContaining("profiles.a.discovery.pipelines") },
  ])
})
