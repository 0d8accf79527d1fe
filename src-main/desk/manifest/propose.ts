import type { ManifestEdit, ManifestProposal } from "#shared/contract/engine/manifest-edits"
import type { Manifest } from "#shared/model/manifest"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { showPath } from "#engine/workspace/json-location"
import { type LoadedManifest, parseManifest } from "#engine/workspace/manifest"
import { checkManifest } from "#engine/workspace/manifest-check"
import { lineDiff } from "./line-diff"
import { referencesTo } from "./references"
import { arranged, withCopy, withKey, withoutValue, withValue } from "./text-edits"

/** A proposal with the bytes that would be written. */
export interface ProposedManifest extends ManifestProposal {
  readonly bytes: Uint8Array
}

/**
 * What edits make of a manifest, by its bytes alone. `problems` are those that were not there before. Fails with
 * `manifest.shape` where an edit names a place that the manifest does not have, `profile.exists` where a name is
 * taken.
 */
export function proposedManifest(
  loaded: LoadedManifest,
  edits: readonly ManifestEdit[],
): Result<ProposedManifest> {
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(loaded.bytes)
  let text = before
  const referrers: string[] = []
  for (const edit of edits) {
    const now = parseManifest(loaded.path, new TextEncoder().encode(text))
    const manifest = now.ok ? now.value.manifest : loaded.manifest
    const taken = takenName(loaded.path, manifest, edit)
    if (taken !== undefined) return failed(taken)
    if (edit.kind === "rename") referrers.push(...referencesTo(manifest, edit.from).map(showPath))
    const next = applied(text, manifest, edit)
    if (next === undefined) return failed(nowhere(loaded.path, edit))
    text = next
  }
  const bytes = new TextEncoder().encode(text)
  const read = parseManifest(loaded.path, bytes)
  const told = read.ok ? checkManifest(read.value) : read.problems
  const known = new Set(checkManifest(loaded).map(wherever))
  return ok({
    sha256: loaded.sha256,
    diff: lineDiff(before, text),
    problems: told.filter((one) => !known.has(wherever(one))),
    referrers,
    bytes,
  })
}

function applied(text: string, manifest: Manifest, edit: ManifestEdit): string | undefined {
  switch (edit.kind) {
    case "set": {
      const value = parsedValue(edit.value)
      return value === undefined ? undefined : withValue(text, edit.path, value.json)
    }
    case "remove":
      return withoutValue(text, edit.path)
    case "arrange":
      return arranged(text, edit.path, edit.order)
    case "copy":
      return withCopy(text, ["profiles", edit.from], edit.to)
    case "rename":
      return renamed(text, manifest, edit.from, edit.to)
    default:
      return undefined
  }
}

function renamed(text: string, manifest: Manifest, from: string, to: string): string | undefined {
  const pointed = referencesTo(manifest, from).reduce<string | undefined>(
    (now, place) => (now === undefined ? undefined : withValue(now, [...place], to)),
    text,
  )
  return pointed === undefined ? undefined : withKey(pointed, ["profiles", from], to)
}

function parsedValue(json: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(json) as unknown }
  } catch {
    return undefined
  }
}

/** A profile's name is its own: neither a new one nor a renamed one takes the place of another. */
function takenName(path: string, { profiles }: Manifest, edit: ManifestEdit): Problem | undefined {
  if ((edit.kind !== "rename" && edit.kind !== "copy") || !Object.hasOwn(profiles, edit.to)) return undefined
  return problem("profile.exists", {
    what: "The manifest has a profile of this name.",
    where: `${path} ${showPath(["profiles", edit.to])}`,
    seen: edit.to,
    remedy: "Choose another name.",
  })
}

function nowhere(path: string, edit: ManifestEdit): Problem {
  return problem("manifest.shape", {
    what: "The manifest has no such place to edit.",
    where: `${path} ${showPath("path" in edit ? edit.path : ["profiles", edit.from])}`,
    seen: `nothing there to ${edit.kind}`,
    remedy: "Load the manifest anew and edit it again.",
  })
}

/** A problem without its line and column, which move with every edit above it. */
function wherever({ code, where, seen }: Problem): string {
  return `${code} ${where.replaceAll(/:\d+:\d+/g, "")} ${seen}`
}
