import { stage } from "../../stage"
import { nodeParamsSchema } from "../params"

export const flattenStage = stage({
  id: "meta.flatten",
  aliases: ["risk.flatten_meta", "meta.flattening"],
  title: "Weight flattening",
  description:
    "Multiplies sleeve weights down to physical symbols and proves that nothing was lost or made on the way.",
  category: "meta",
  tags: ["meta", "risk"],
  params: nodeParamsSchema,
  reads: ["meta_resolved", "meta_optimized", "meta_decisions"],
  writes: ["portfolio_optimized_meta", "meta_flatten_check"],
  verb: async () => (await import("./flatten")).flattenWeights,
})
