import type { Answers } from "#shared/contract/call"
import type { manifestCalls } from "#shared/contract/desk/manifest-calls"
import { writeManifest } from "../manifest/write"
import type { OpenWorkspaces } from "./open-workspaces"

/** Edits of the manifests of opened workspaces. */
export function manifestAnswers(workspaces: OpenWorkspaces): Answers<typeof manifestCalls> {
  return {
    "manifest.write": ({ root, expectedSha256, edits }) => {
      const found = workspaces.find(root)
      return found.ok ? writeManifest(root, expectedSha256, edits) : found
    },
  }
}
