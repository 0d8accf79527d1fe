import type { ClusterTree } from "#shared/model/optimize"
import { useAnswer } from "../../store/use-desk"
import { useReport } from "./report-context"

/** The cluster tree of a risk profile at the root; null where its method makes none, or until it was read. */
export function useClusterTree(risk: string): ClusterTree | null {
  const { root, runId, report } = useReport()
  const detail = useAnswer("runs.detail", { root, runId }, ["runs"])
  const path =
    detail.state === "ready"
      ? detail.value.artifacts.find(
          ({ kind, metaProfile, riskProfile }) =>
            kind === "meta_cluster_tree" && metaProfile === report.meta_profile && riskProfile === risk,
        )?.path
      : undefined
  const part = useAnswer("artifacts.read", path === undefined ? null : { root, runId, path, offset: 0 }, [
    "runs",
  ])
  if (part.state !== "ready" || part.value.bytes.length < part.value.size) return null
  // Written by the engine and listed with its hash: its shape is the model's.
  const file = JSON.parse(new TextDecoder().decode(part.value.bytes)) as { readonly tree: ClusterTree | null }
  return file.tree
}
