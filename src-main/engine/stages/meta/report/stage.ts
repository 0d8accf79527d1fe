import { stage } from "../../stage"
import { reportParamsSchema } from "../params"

export const reportStage = stage({
  id: "meta.report",
  aliases: ["risk.report_meta"],
  title: "Forensic meta report",
  description: "Builds the report of a run as a typed model, and the markdown that shows it.",
  category: "meta",
  tags: ["meta", "reporting"],
  params: reportParamsSchema,
  reads: [
    "meta_resolved",
    "directional_sign_test",
    "meta_health",
    "meta_returns",
    "meta_decisions",
    "meta_alignment",
    "meta_optimized",
    "portfolio_optimized_meta",
    "meta_flatten_check",
    "meta_backtest",
  ],
  writes: ["meta_report", "meta_portfolio_report"],
  verb: async () => (await import("./report")).writeReport,
})
