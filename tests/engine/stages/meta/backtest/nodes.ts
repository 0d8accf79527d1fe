import { optimizeSettingsSchema, type OptimizeSettings } from "#shared/model/optimize"
import { frameOf } from "#engine/numerics/frame"
import type { BacktestNode } from "#engine/stages/meta/backtest/node-tree"

/** A node over literal columns, on consecutive days from day 0 unless told otherwise. */
export function node(
  columns: Readonly<Record<string, readonly number[]>>,
  settings: { readonly risk_profile: string } & Partial<Omit<OptimizeSettings, "risk_profile">>,
  more: Partial<BacktestNode> = {},
): BacktestNode {
  const rows = Object.values(columns)[0]!.length
  const days = more.frame?.days ?? Int32Array.from({ length: rows }, (_, t) => t)
  return {
    profile: "m",
    path: "m",
    vetoed: [],
    settings: optimizeSettingsSchema.parse(settings),
    join: "drop",
    children: new Map(),
    ...more,
    frame: frameOf(
      days,
      Object.entries(columns).map(([name, values]) => ({ name, values })),
    ),
  }
}
