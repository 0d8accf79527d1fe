import { backtestSettingsSchema } from "#shared/model/backtest-settings"
import { type Problem, problem } from "#shared/problem/problem"
import type { NamedProfile } from "./find-profile"
import type { LayeredValue } from "./layered-values"
import type { LoadedManifest } from "./manifest"

/** Ours by the platform's names, which stand in the manifest's section `backtest` (reference 1.1.4). */
const keys: readonly (readonly [theirs: string, ours: string])[] = [
  ["train_window", "train_window"],
  ["test_window", "test_window"],
  ["step_size", "step_size"],
  ["backtest_slippage", "slippage"],
  ["backtest_commission", "commission"],
  ["slippage", "slippage"],
  ["commission", "commission"],
]

/**
 * What the manifest's own `backtest` section says of windows and costs: the platform walks a meta profile
 * forward by it (reference 3.8), so it holds for `meta_allocation.backtest` where that says nothing itself.
 * Windows of strategies that the walk of a meta profile can't take are left out, with a remark.
 */
export function backtestSection(
  loaded: LoadedManifest,
  { name, profile }: NamedProfile,
): { readonly values: readonly LayeredValue[]; readonly warnings: readonly Problem[] } {
  const sources = [
    { layer: "defaults", section: loaded.manifest.defaults.backtest, base: ["defaults"] },
    { layer: "profile", section: profile.backtest, base: ["profiles", name] },
  ] as const
  const values = sources.flatMap(({ layer, section = {}, base }) =>
    keys.flatMap(([theirs, ours]): LayeredValue[] => {
      const value = section[theirs]
      const where = () => loaded.placeOf([...base, "backtest", theirs])
      return value === undefined ? [] : [{ path: ["meta_allocation", "backtest", ours], value, layer, where }]
    }),
  )
  const merged = Object.fromEntries(values.map(({ path, value }) => [path.at(-1)!, value]))
  const parsed = backtestSettingsSchema.safeParse(merged)
  if (!parsed.success) return { values: [], warnings: [unfit(values, parsed.error.issues[0]!.message)] }
  // A step as long as the test is what a step that is left out means; so it follows another length of the test.
  const { step_size: step, test_window: test } = parsed.data
  return { values: values.filter(({ path }) => path[2] !== "step_size" || step !== test), warnings: [] }
}

function unfit(values: readonly LayeredValue[], seen: string): Problem {
  return problem("settings.combination", {
    what: "The section backtest is not one that a meta profile can be walked forward by; its own settings are taken.",
    where: values[0]?.where() ?? "backtest",
    seen: `${values.map(({ path, value }) => `${path[2]} ${JSON.stringify(value)}`).join(", ")}: ${seen}`,
    remedy: "Set what the meta profile should use in meta_allocation.backtest.",
  })
}
