import type { ArtifactPart } from "#shared/contract/engine/run-rows"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { realPath } from "#engine/artifacts/disk-read"
import { readListed } from "#engine/artifacts/listed-artifact"
import { isInside as hasPlainNames, pathOutside } from "#engine/artifacts/path-inside"
import { isInside } from "#engine/workspace/open"
import { openRun } from "../opened"
import { listedFiles } from "./listed-files"

const LARGEST_PART = 1_000_000

/**
 * A part of a file that a run's index lists, with the hash that the whole file was checked against. Fails as `openRun`
 * and `readListed`, with `file.pathOutside` for a path or a link that leaves the run, and with `artifact.missing` for
 * a file that is not listed.
 */
export function artifactPart(
  root: string,
  runId: string,
  path: string,
  offset: number,
): Result<ArtifactPart> {
  const run = openRun(root, runId)
  if (!run.ok) return run
  if (!hasPlainNames(path)) return pathOutside(JSON.stringify(path), "a path that leaves the run directory")
  const entry = listedFiles(run.value.path).find((one) => one.path === path)
  if (entry === undefined) return failed(unlisted(path, run.value.relativePath))
  const real = realPath(`${run.value.path}/${path}`)
  const home = realPath(run.value.path)
  if (real.ok && home.ok && !isInside(home.value, real.value)) {
    return pathOutside(`${run.value.relativePath}/${path}`, "a link that leaves the run directory")
  }
  const read = readListed(run.value.path, entry)
  if (!read.ok) return read
  const bytes = read.value.slice(offset, offset + LARGEST_PART)
  return ok({ path, sha256: entry.sha256, size: read.value.length, offset, bytes: new Uint8Array(bytes) })
}

function unlisted(path: string, run: string) {
  return problem("artifact.missing", {
    what: "The run lists no file of that path.",
    where: `${run}/${path}`,
    seen: "not in artifacts.json",
    remedy: "Choose one of the run's files.",
  })
}
