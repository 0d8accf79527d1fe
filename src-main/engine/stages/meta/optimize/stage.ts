import { stage } from "../../stage"
import { optimizeParamsSchema } from "../params"

export const optimizeStage = stage({
  id: "meta.optimize",
  aliases: ["risk.optimize_meta", "meta.optimization"],
  title: "Meta optimization",
  description:
    "Solves the sleeve weights of a meta profile for one risk profile, within its bounds, with a certificate.",
  category: "meta",
  tags: ["meta", "risk"],
  params: optimizeParamsSchema,
  reads: ["meta_resolved", "meta_returns", "meta_decisions"],
  writes: ["meta_optimized", "meta_cluster_tree"],
  verb: async () => (await import("./optimize")).optimizeWeights,
})
