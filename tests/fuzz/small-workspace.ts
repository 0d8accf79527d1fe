import { health } from "../workspaces/options"
import { everyDay, weekdays } from "../workspaces/days"
import { workspace, type WorkspaceBuilder } from "../workspaces/workspace"

/** Sleeves of two calendars, formats and directions, a nested meta profile, an alias and settings of most kinds. */
export function smallWorkspace(): WorkspaceBuilder {
  return workspace()
    .sleeve("etfs", weekdays(80), { health: health({ success: 5, fallback: 1 }) })
    .sleeve("coins", everyDay(110), { direction: "short", format: "csv" })
    .sleeve("bonds", weekdays(80), { stamps: { midnightIn: "America/New_York" } })
    .meta("pair", ["etfs", "bonds"], { min: 0.1, max: 0.9, allocation: { engine: "custom" } })
    .meta("top", [{ id: "pair", of: "pair" }, "coins", { id: "again", of: "etfs" }], {
      min: 0.05,
      max: 0.6,
      features: { feat_directional_sign_test_gate: false },
      allocation: {
        profiles: ["hrp", "min_variance"],
        health_threshold: 0.7,
        health_overrides: { coins: "known to be sound" },
        bounds: { coins: { max: 0.5 } },
        min_common_rows: 20,
        max_physical_weight: 1,
        stream_profiles: { hrp: "hrp" },
        toxic_return_limits: { weekend: 5, weekday: 1 },
      },
    })
    .alias("main", "top")
}

export const metaProfiles = ["pair", "top", "main"] as const
