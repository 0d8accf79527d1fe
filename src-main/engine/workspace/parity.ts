import type { ParityBreak } from "#shared/model/decision"

/** Settings that the sleeves of one meta profile should share (reference 1.1.7). */
const shared: readonly string[] = [
  "lookback_days",
  "train_window",
  "test_window",
  "step_size",
  "selection_mode",
  "feat_selection_logmps",
  "feat_predictability_vetoes",
  "feat_dynamic_selection",
  "entropy_max_threshold",
  "backtest_simulator",
  "backtest_slippage",
  "backtest_commission",
  "benchmark_symbols",
]

/** The settings that a sleeve's run was made with, or its profile asks for; null when it does not tell. */
export interface ToldSettings {
  readonly id: string
  readonly settings: Readonly<Record<string, unknown>> | null
}

/**
 * Settings in which sleeves differ, but for the named exceptions, in the order of the list
 * above. A sleeve that does not tell a setting takes no part: there is nothing to compare.
 */
export function parityBreaks(
  sleeves: readonly ToldSettings[],
  exceptions: readonly string[],
): readonly ParityBreak[] {
  return shared
    .filter((setting) => !exceptions.includes(setting))
    .flatMap((setting) => {
      const values = Object.fromEntries(
        sleeves.flatMap(({ id, settings }) =>
          settings?.[setting] === undefined ? [] : [[id, JSON.stringify(settings[setting])]],
        ),
      ) as Record<string, string>
      return new Set(Object.values(values)).size > 1 ? [{ setting, values }] : []
    })
}
