import { stage } from "../../stage"
import { backtestParamsSchema } from "../params"

export const backtestStage = stage({
  id: "meta.backtest",
  aliases: [],
  title: "Meta backtest",
  description:
    "Walks the weights of a meta profile forward through its joined returns: solved on train rows, judged on the rows after them, against equal and static weights.",
  category: "meta",
  tags: ["meta", "backtest"],
  params: backtestParamsSchema,
  reads: ["meta_resolved", "meta_returns", "meta_decisions"],
  writes: ["meta_backtest", "meta_backtest_returns", "meta_backtest_weights"],
  verb: async () => (await import("./backtest")).backtestMeta,
})
