import type { SettingView } from "#shared/contract/engine/profile-rows"
import { emptyDraft, type RunDraft } from "#renderer/store/draft-slice"

/** Settings as the engine tells them: a profile with bounds, and the program's defaults. */
export const settings: readonly SettingView[] = [
  view("engine", "custom", "profile"),
  view("min_weight", 0.05, "profile"),
  view("max_weight", 0.5, "profile"),
  view("health_threshold", 0.75, "code"),
  view("health_policy", "exclude", "code"),
  view("bounds.crypto.max", 0.2, ".env"),
  view("bounds.funds.min", 0.1, "profile"),
  view("backtest.test_window", 20, "defaults"),
  view("backtest.train_window", 252, "code"),
]

export const draftWith = (changes: Partial<RunDraft>): RunDraft => ({ ...emptyDraft, ...changes })

function view(path: string, value: unknown, origin: string): SettingView {
  return { path: `meta_allocation.${path}`, value: JSON.stringify(value), origin }
}
