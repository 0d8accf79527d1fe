import { type Manifest, manifestSchema } from "#shared/model/manifest"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, okUnless, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { readBytes } from "#engine/artifacts/disk-read"
import { DEEPEST_JSON, isTooDeep } from "#engine/artifacts/formats/json-depth"
import { unsoundValue } from "#engine/artifacts/formats/sound-json"
import { sha256Of } from "#engine/artifacts/hash"
import { locateSyntaxError, locatorOf, showPath } from "./json-location"
import { unknownKeys } from "./known-keys"
import { didYouMean } from "./did-you-mean"
import { manifestFile, type Workspace, workspaceRelative } from "./open"
import { flattenIssues, showValueAt } from "./shape-problem"

/** A manifest that has the right shape, with the bytes it was read from. */
export interface LoadedManifest {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly sha256: Sha256
  readonly manifest: Manifest
  /** Unknown keys: kept in `manifest`, said here. */
  readonly warnings: readonly Problem[]
  /** `configs/manifest.json:12:7 profiles.m.sleeves[0]`: where a JSON path stands, for a problem about it. */
  readonly placeOf: PlaceOf
}

type PlaceOf = (path: readonly PropertyKey[]) => string

/**
 * Reads and checks the workspace's manifest. Fails with `manifest.missing`, `manifest.syntax` (line and
 * column of the first error) or `manifest.shape` (JSON path, line and column of each). What a profile
 * refers to is checked when the profile is used.
 */
export function loadManifest(workspace: Workspace): Result<LoadedManifest> {
  const path = workspaceRelative(workspace, workspace.manifestPath)
  const read = readBytes(workspace.manifestPath)
  if (!read.ok) {
    const [why] = read.problems
    return failed(why.code === "file.missing" ? missing(workspace, path) : { ...why, where: path })
  }
  return parseManifest(path, read.value)
}

/**
 * Checks a manifest's bytes; `path` is what problems call it. Fails with `manifest.syntax` and `manifest.shape`, as
 * `loadManifest`.
 */
export function parseManifest(path: string, bytes: Uint8Array): Result<LoadedManifest> {
  const text = new TextDecoder("utf-8").decode(bytes)
  if (isTooDeep(text)) return failed(tooDeep(path))
  const json = parseJson(text)
  if (json === undefined) return failed(syntaxProblem(path, text))

  const placeOf = placesIn(path, text)
  const unsound = unsoundValue(json)
  if (unsound !== undefined) return failed(shapeProblem(placeOf(unsound.path), unsound.seen))
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) {
    const problems = flattenIssues(parsed.error.issues).map((issue) =>
      shapeProblem(placeOf(issue.path), `${showValueAt(json, issue.path)}: ${issue.message}`),
    )
    const [first, ...rest] = problems
    return failed(first!, ...rest)
  }
  return okUnless(defaultProfileProblems(parsed.data, placeOf), {
    placeOf,
    path,
    bytes,
    sha256: sha256Of(bytes),
    manifest: parsed.data,
    warnings: unknownKeys(parsed.data).map(({ path: keyPath, known }) =>
      problem("manifest.unknownKey", {
        what: "The manifest has a key that nothing reads.",
        where: placeOf(keyPath),
        seen: String(keyPath.at(-1)),
        remedy: `${didYouMean(String(keyPath.at(-1)), known)} It is kept as it is.`,
      }),
    ),
  })
}

/** The manifest's text is parsed with its offsets only when somebody asks where something stands. */
function placesIn(file: string, text: string): PlaceOf {
  const locate = locatorOf(text)
  return (path) => {
    const { line, column } = locate(path.map((step) => (typeof step === "number" ? step : String(step))))
    return `${file}:${line}:${column} ${showPath(path)}`.trimEnd()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A manifest that was named counts from elsewhere than the workspace for whoever named it. */
function missing({ manifestPath }: Workspace, path: string): Problem {
  if (path !== manifestFile) {
    return problem("manifest.missing", {
      what: "This manifest file is missing.",
      where: manifestPath,
      seen: "no such file",
      remedy: `Name one that exists with --manifest FILE, or leave it out for ${manifestFile}.`,
    })
  }
  return problem("manifest.missing", {
    what: "The workspace has no manifest.",
    where: path,
    seen: "no such file",
    remedy: "Put the manifest there, name one with --manifest FILE, or run `nestfolio init DIR --sample`.",
  })
}

function shapeProblem(where: string, seen: string): Problem {
  return problem("manifest.shape", {
    what: "The manifest does not have the shape it needs.",
    where,
    seen,
    remedy: "Correct this value in the manifest.",
  })
}

function tooDeep(path: string): Problem {
  return problem("manifest.shape", {
    what: "The manifest nests objects and lists deeper than any manifest does.",
    where: path,
    seen: `more than ${DEEPEST_JSON} inside one another`,
    remedy: "Take out what should not be in it.",
  })
}

function syntaxProblem(path: string, text: string): Problem {
  const { line, column, error } = locateSyntaxError(text)
  return problem("manifest.syntax", {
    what: "The manifest is not valid JSON.",
    where: `${path}:${line}:${column}`,
    seen: `${error}, at ${JSON.stringify((text.split("\n")[line - 1] ?? "").trim().slice(0, 60))}`,
    remedy: "Correct the JSON at this line and column.",
  })
}

function defaultProfileProblems(manifest: Manifest, placeOf: PlaceOf): Problem[] {
  const name = manifest.default_profile
  if (name === undefined || Object.hasOwn(manifest.profiles, name)) return []
  return [
    problem("profile.unknown", {
      what: "The default profile is not in the manifest.",
      where: placeOf(["default_profile"]),
      seen: name,
      remedy: didYouMean(name, Object.keys(manifest.profiles)),
    }),
  ]
}
