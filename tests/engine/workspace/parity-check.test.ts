import { expect, test } from "vitest"
import { parityWarnings } from "#engine/workspace/parity-check"
import { everyDay } from "../../workspaces/days"
import { type MetaOptions, workspace } from "../../workspaces/workspace"
import { built } from "./built"

type Sections = Record<string, Record<string, unknown>>

/** Two sleeves and a nested one over `a` alone; `sections` are those of the profile of `b`. */
async function warnings(defaults: Sections, sections: Sections, options: MetaOptions = {}) {
  const { loaded } = await built(
    workspace()
      .sleeve("a", everyDay(5))
      .sleeve("b", everyDay(5))
      .meta("inner", ["a"])
      .meta("m", ["a", "b", "inner"], options)
      .manifest((m) => {
        Object.assign(m, { defaults })
        Object.assign(m.profiles["b"] as object, sections)
      }),
  )
  return parityWarnings(loaded).map(({ code, where, seen }) => [code, where, seen])
}

const defaults: Sections = {
  data: { lookback_days: 500 },
  selection: { selection_mode: "v4" },
  backtest: { step_size: 20, train_window: 252 },
  features: { selection_mode: "v4", feat_selection_logmps: false },
}

const differing: Sections = {
  backtest: { step_size: 10, train_window: 252 },
  features: { feat_selection_logmps: true },
}

test("sleeves whose profiles say the same as the defaults are at parity", async () => {
  expect(await warnings(defaults, { data: { lookback_days: 500 } })).toEqual([])
})

test("settings that differ are told of the meta profile that compares them, defaults included", async () => {
  expect(await warnings(defaults, differing)).toEqual([
    [
      "settings.parity",
      expect.stringMatching(/^configs\/manifest\.json:\d+:\d+ profiles\.m\.sleeves$/),
      "step_size: a 20, b 10; feat_selection_logmps: a false, b true",
    ],
  ])
})

test("named exceptions are not told", async () => {
  const allocation = { parity_exceptions: ["feat_selection_logmps", "step_size"] }
  expect(await warnings(defaults, differing, { allocation })).toEqual([])
})

test("what the platform lets crypto sleeves have otherwise is not told unless the exceptions are taken back", async () => {
  const crypto: Sections = { backtest: { backtest_slippage: 0.001 } }
  const costly = { ...defaults, backtest: { backtest_slippage: 0.0005 } }
  expect(await warnings(costly, crypto)).toEqual([])
  const told = await warnings(costly, crypto, { allocation: { parity_exceptions: [] } })
  expect(told.map((one) => one[2])).toEqual(["backtest_slippage: a 0.0005, b 0.001"])
})

test("a tournament's setting goes over the backtest's, and a selection mode counts wherever it stands", async () => {
  const seen = await warnings(defaults, {
    tournament: { train_window: 60 },
    selection: { selection_mode: "v3" },
  })
  expect(seen.map((one) => one[2])).toEqual(['train_window: a 252, b 60; selection_mode: a "v4", b "v3"'])
})
