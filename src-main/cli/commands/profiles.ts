import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"
import { locateManifest } from "../locate"
import { table } from "../table"

/** The manifest's profiles. */
export const profiles: CommandFile = {
  call: "profiles",
  summary: "list the profiles of the manifest",
  example: "profiles --output json",
  options: [],
  async run(invocation) {
    const located = await locateManifest(invocation)
    if (!located.ok) return located
    const { listProfiles } = await import("#engine/workspace/profiles")
    const { checkManifest } = await import("#engine/workspace/manifest-check")
    const { loaded } = located.value
    const listed = listProfiles(loaded)
    const rows = listed.map((profile) => [
      profile.name,
      profile.kind,
      profile.depth === null ? "-" : String(profile.depth),
      profile.risk_profiles.join(","),
      profile.sleeves.join(","),
    ])
    return ok({
      data: listed,
      text: table(["PROFILE", "KIND", "DEPTH", "RISK PROFILES", "SLEEVES"], rows),
      warnings: [...loaded.warnings, ...checkManifest(loaded)],
    })
  },
}
