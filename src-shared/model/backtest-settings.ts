import { z } from "zod"

/** Lengths in rows of the joined returns, rates as fractions of the traded value (reference 1.1.4). */
export const backtestSettingsShape = {
  train_window: z.number().int().min(2).describe("rows to solve on").default(252),
  test_window: z.number().int().min(1).describe("rows to test on").default(20),
  step_size: z
    .number()
    .int()
    .min(1)
    .describe("rows between two rebalances, at most test_window; test_window when left out")
    .optional(),
  slippage: z.number().min(0).max(1).describe("cost of trading, of the traded value").default(0.0005),
  commission: z.number().min(0).max(1).describe("fee, of the traded value").default(0.0001),
} as const

/** `meta_allocation.backtest`: the walk-forward of the meta level itself. */
export const backtestSettingsSchema = z
  .strictObject({
    /** Whether a run backtests its risk profiles before the report. */
    enabled: z.boolean().default(false),
    ...backtestSettingsShape,
  })
  .refine(({ step_size, test_window }) => (step_size ?? test_window) <= test_window, {
    path: ["step_size"],
    error: "more rows than test_window: no window would test the rows between",
  })
  .default({ enabled: false, train_window: 252, test_window: 20, slippage: 0.0005, commission: 0.0001 })

export type BacktestSettings = z.output<typeof backtestSettingsSchema>
