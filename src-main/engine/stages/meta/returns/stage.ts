import { stage } from "../../stage"
import { nodeParamsSchema } from "../params"

export const returnsStage = stage({
  id: "meta.returns",
  aliases: ["meta.aggregation"],
  title: "Meta return aggregation",
  description:
    "Joins the return streams of a meta profile's sleeves on their common UTC days, after judging each sleeve's health. Nested meta profiles are built and solved first.",
  category: "meta",
  tags: ["meta", "returns"],
  params: nodeParamsSchema,
  reads: ["meta_resolved"],
  writes: ["meta_health", "meta_returns", "meta_manifest", "meta_decisions", "meta_alignment"],
  verb: async () => (await import("./returns")).joinReturns,
})
