import { z } from "zod"
import { type Problem, problem } from "#shared/problem/problem"
import { fileExists } from "#engine/artifacts/disk-read"
import type { LoadedManifest } from "./manifest"
import type { Workspace } from "./open"

const pipelinesSchema = z.record(z.string(), z.looseObject({ scanners: z.array(z.string()).default([]) }))

/** Where scanners are looked for, relative to the workspace. */
const scannerFolder = "configs"

/**
 * Scanners of `discovery.pipelines`, in `defaults` and profiles, whose YAML file the workspace lacks (reference
 * 1.1.6; those of `discovery.strategies` are not looked at there either). A meta run reads none of them, so they
 * are worth a warning.
 */
export function missingScanners(workspace: Workspace, loaded: LoadedManifest): Problem[] {
  const { defaults, profiles } = loaded.manifest
  return [
    ...missingOf(workspace, loaded, ["defaults"], defaults.discovery),
    ...Object.entries(profiles).flatMap(([name, profile]) =>
      typeof profile === "string" ? [] : missingOf(workspace, loaded, ["profiles", name], profile.discovery),
    ),
  ]
}

function missingOf(
  workspace: Workspace,
  loaded: LoadedManifest,
  base: readonly string[],
  discovery: Readonly<Record<string, unknown>> | undefined,
): Problem[] {
  const path = [...base, "discovery", "pipelines"]
  const parsed = pipelinesSchema.safeParse(discovery?.["pipelines"] ?? {})
  if (!parsed.success) {
    return [
      problem("manifest.shape", {
        what: "The pipelines of a discovery do not have the shape they need.",
        where: loaded.placeOf(path),
        seen: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
        remedy: 'Write "pipelines": {"NAME": {"scanners": ["scanners/FILE"]}}.',
      }),
    ]
  }
  return Object.entries(parsed.data).flatMap(([name, { scanners }]) =>
    scanners.flatMap((scanner, index) => {
      const files = filesOf(scanner)
      if (files.some((file) => fileExists(`${workspace.root}/${file}`))) return []
      return [
        problem("file.missing", {
          what: "The manifest names a scanner that the workspace lacks.",
          where: loaded.placeOf([...path, name, "scanners", index]),
          seen: `no ${files.join(" and no ")}`,
          remedy: "Put the file there, or take the scanner out of the pipeline.",
        }),
      ]
    }),
  )
}

/** The suffix may be left out, as in the platform. */
function filesOf(scanner: string): readonly string[] {
  const names = /\.ya?ml$/.test(scanner) ? [scanner] : [`${scanner}.yaml`, `${scanner}.yml`]
  return names.map((name) => `${scannerFolder}/${name}`)
}
