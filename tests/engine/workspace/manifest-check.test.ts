import { expect, test } from "vitest"
import { checkManifest } from "#engine/workspace/manifest-check"
import { everyDay } from "../../workspaces/days"
import { workspace } from "../../workspaces/workspace"
import { built } from "./built"

const days = everyDay(5)

test("a sound manifest has nothing wrong", async () => {
  const { loaded } = await built(workspace().sleeve("a", days).meta("m", ["a"]).alias("n", "m"))
  expect(checkManifest(loaded)).toEqual([])
})

test("every profile is looked at, and what several share is told once", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("a", days)
      .meta("broken", ["a", { id: "lost", profile: "absent" }])
      .meta("above", ["broken", "a"])
      .meta("strange", ["a"], { allocation: { health_threshold: 2 } })
      .alias("nowhere", "gone"),
  )
  expect(checkManifest(loaded).map(({ code, seen }) => [code, seen])).toEqual([
    ["profile.unknown", "absent"],
    ["settings.value", expect.stringMatching(/^2: /)],
    ["profile.unknown", "nowhere -> gone"],
  ])
})

test.each([
  [{ data: { lookback_days: 252 } }, "train_window 252 is not below lookback_days 252"],
  [{ data: { lookback_days: 500, min_days_floor: 251 } }, "min_days_floor 251 is below train_window 252"],
  [{ backtest: { train_window: 400 } }, "min_days_floor 320 is below train_window 400"],
])("lengths of history that don't fit are told: %j", async (sections, seen) => {
  const { loaded } = await built(
    workspace()
      .sleeve("a", days)
      .manifest((m) => Object.assign(m.profiles["a"] as object, sections)),
  )
  expect(checkManifest(loaded)).toMatchObject([
    { code: "settings.combination", seen, where: expect.stringContaining("profiles.a") },
  ])
})
