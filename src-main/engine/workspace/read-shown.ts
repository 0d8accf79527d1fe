import { failed, type Result } from "#shared/problem/result"
import { readBytes } from "#engine/artifacts/disk-read"

/**
 * Reads a file of a run; a problem names it as `shownPath` does, because what a run writes about its problems
 * holds no absolute path. Fails as `readBytes`.
 */
export function readShown(runPath: string, shownPath: string, file: string): Result<Uint8Array> {
  const read = readBytes(`${runPath}/${file}`)
  if (read.ok) return read
  const [first, ...rest] = read.problems
  const where = `${shownPath}/${file}`
  return failed({ ...first, where }, ...rest.map((one) => ({ ...one, where })))
}
