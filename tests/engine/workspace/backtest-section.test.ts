import { expect, test } from "vitest"
import { layerSettings, noLayers } from "#engine/workspace/settings"
import { everyDay } from "../../workspaces/days"
import { workspace } from "../../workspaces/workspace"
import { built, valueOf } from "./built"

interface Sections {
  readonly defaults?: object
  readonly profile?: object
  readonly own?: object
}

/** The settings of a walk of a meta profile, from sections `backtest` and its own `meta_allocation.backtest`. */
async function walk({ defaults = {}, profile = {}, own }: Sections, command = {}) {
  const { loaded } = await built(
    workspace()
      .sleeve("a", everyDay(5))
      .sleeve("b", everyDay(5))
      .meta("m", ["a", "b"], own === undefined ? {} : { allocation: { backtest: own } })
      .manifest((manifest) => {
        Object.assign(manifest["defaults"] as object, { backtest: defaults })
        Object.assign(manifest.profiles["m"] as object, { backtest: profile })
      }),
  )
  const { settings, warnings } = valueOf(layerSettings(loaded, "m", { ...noLayers, command }))
  const originOf = (name: string) => settings.origins[`meta_allocation.backtest.${name}`]
  return { backtest: settings.allocation.backtest, originOf, warnings }
}

test("the manifest's section backtest holds for the walk of a meta profile, the profile's over the defaults'", async () => {
  const { backtest, originOf } = await walk({
    defaults: { train_window: 120, test_window: 30, backtest_slippage: 0.002, engines: "custom" },
    profile: { train_window: 90, backtest_commission: 0.0004 },
  })
  expect(backtest).toEqual({
    enabled: false,
    train_window: 90,
    test_window: 30,
    slippage: 0.002,
    commission: 0.0004,
  })
  expect(["train_window", "test_window", "slippage", "commission", "enabled"].map(originOf)).toEqual([
    "profile",
    "defaults",
    "defaults",
    "profile",
    "code",
  ])
})

test("meta_allocation.backtest beats the section of its layer, and the command both", async () => {
  const sections = { profile: { train_window: 90, test_window: 30 }, own: { train_window: 60 } }
  expect((await walk(sections)).backtest).toMatchObject({ train_window: 60, test_window: 30 })
  const command = { "backtest.test_window": "15" }
  expect((await walk(sections, command)).backtest).toMatchObject({ train_window: 60, test_window: 15 })
})

test("a step as long as the test follows another length of the test", async () => {
  const section = { defaults: { train_window: 100, test_window: 20, step_size: 20 } }
  const { backtest } = await walk(section, { "backtest.test_window": "10" })
  expect(backtest).not.toHaveProperty("step_size")
  const shorter = await walk({ defaults: { train_window: 100, test_window: 20, step_size: 10 } })
  expect(shorter.backtest.step_size).toBe(10)
})

test("a section that no walk can take is left out, with a remark where a run is to walk", async () => {
  const defaults = { train_window: 100, test_window: 20, step_size: 30 }
  const idle = await walk({ defaults })
  expect(idle.backtest).toMatchObject({ train_window: 252, test_window: 20 })
  expect(idle.warnings).toEqual([])
  const { warnings } = await walk({ defaults, own: { enabled: true } })
  expect(warnings).toMatchObject([
    {
      code: "settings.combination",
      where: expect.stringMatching(/manifest\.json:\d+:\d+ defaults\.backtest/),
    },
  ])
  expect(warnings[0]!.seen).toContain("step_size 30")
})
