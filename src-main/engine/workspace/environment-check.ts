import { z } from "zod"
import { type Problem, problem } from "#shared/problem/problem"
import type { LoadedManifest } from "./manifest"

const executionSchema = z.looseObject({ mandatory_vars: z.array(z.string()).default([]) })

/** Variables that the manifest's `execution_env.mandatory_vars` names and the environment lacks (reference 1.1.6). */
export function missingVariables(
  loaded: LoadedManifest,
  environment: Readonly<Record<string, string | undefined>>,
): Problem[] {
  const section = loaded.manifest["execution_env"]
  if (section === undefined) return []
  const parsed = executionSchema.safeParse(section)
  if (!parsed.success) {
    return [
      problem("manifest.shape", {
        what: "The manifest's execution_env does not have the shape it needs.",
        where: loaded.placeOf(["execution_env"]),
        seen: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
        remedy: 'Write "execution_env": {"mandatory_vars": ["NAME"]}.',
      }),
    ]
  }
  return parsed.data.mandatory_vars.flatMap((name, index) =>
    (environment[name] ?? "") === ""
      ? [
          problem("environment.missing", {
            what: `The environment lacks the variable ${name}, which the manifest requires.`,
            where: loaded.placeOf(["execution_env", "mandatory_vars", index]),
            seen: "not set, or empty",
            remedy: `Set ${name} in the environment or in the workspace's .env.`,
          }),
        ]
      : [],
  )
}
