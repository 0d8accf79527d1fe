import type { Diagnosis } from "#shared/model/diagnosis"
import type { Result } from "#shared/problem/result"
import { loadLayers } from "#engine/workspace/dotenv"
import { diagnose } from "#engine/workspace/doctor/diagnose"
import { openWorkspace } from "#engine/workspace/open"
import type { AnswerEnvironment } from "./environment"

/** What a workspace has and lacks, file by file. Fails as `openWorkspace`, `loadLayers` and `diagnose`. */
export async function diagnosisOf(
  root: string,
  { variables }: AnswerEnvironment,
  metas: readonly string[],
  all: boolean,
): Promise<Result<Diagnosis>> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const layers = loadLayers(workspace.value.root, { environment: variables })
  return layers.ok ? diagnose({ workspace: workspace.value, layers: layers.value, metas, all }) : layers
}
