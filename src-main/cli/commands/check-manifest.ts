import { ExitCode } from "#shared/problem/exit-code"
import type { Problem } from "#shared/problem/problem"
import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import { locateManifest } from "../locate"

/** Everything that can be known of a manifest without running anything. */
export const checkManifestCommand: CommandFile = {
  call: "check manifest",
  summary: "check the manifest, the environment it asks for and the runs it pins; exit code 3 on a problem",
  example: "check manifest --manifest configs/manifest.json",
  options: [],
  async run(invocation) {
    const located = await locateManifest(invocation)
    if (!located.ok) return located
    const { workspace, loaded } = located.value
    const layers = loadLayers(workspace.root, invocation)
    if (!layers.ok) return layers
    const [
      { checkManifest },
      { missingVariables },
      { pinnedRunProblems },
      { missingScanners },
      { parityWarnings },
    ] = await Promise.all([
      import("#engine/workspace/manifest-check"),
      import("#engine/workspace/environment-check"),
      import("#engine/workspace/pinned-runs-check"),
      import("#engine/workspace/scanners-check"),
      import("#engine/workspace/parity-check"),
    ])
    const problems: readonly Problem[] = [
      ...checkManifest(loaded),
      ...missingVariables(loaded, { ...layers.value.dotenv, ...invocation.environment }),
      ...pinnedRunProblems(workspace, loaded),
    ]
    const warnings = [
      ...loaded.warnings,
      ...missingScanners(workspace, loaded),
      ...parityWarnings(loaded),
      ...layers.value.unread,
    ]
    const profiles = Object.keys(loaded.manifest.profiles).length
    return ok({
      data: { manifest: loaded.path, sha256: loaded.sha256, profiles, problems, warnings },
      text: `${problems.length === 0 ? "sound" : "NOT SOUND"}: ${profiles} profiles, ${problems.length} problems, ${warnings.length} warnings`,
      problems: [...problems, ...warnings],
      exitCode: problems.length === 0 ? ExitCode.ok : ExitCode.input,
    })
  },
}
