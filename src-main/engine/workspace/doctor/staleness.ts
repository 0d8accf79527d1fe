import { fileExists, modifiedAt } from "#engine/artifacts/disk-read"
import { compatibility } from "../compatibility"
import { candidatesFile } from "../physical-symbol"

/** Copying a run, and one step of one, write their files within this many milliseconds in any order. */
const ONE_GO = 60_000

const { flattened, atomWeights, returnsMatrix, synthetic } = compatibility

/** What the platform makes its files of (reference 3.1 and 3.7), by today's names. */
const madeFrom: Readonly<Record<string, readonly string[]>> = {
  [synthetic.file]: [returnsMatrix.file],
  [atomWeights.file]: [synthetic.file, candidatesFile],
  [flattened.file]: [atomWeights.file],
}

/**
 * The file that another one of a run is older than although it was made from it, by more than a minute;
 * undefined when there is none. Both relative to the run directory.
 */
export function newerSource(runPath: string, file: string): string | undefined {
  const own = modifiedAt(`${runPath}/${file}`)
  if (!own.ok) return undefined
  return sourcesOf(file).find((source) => {
    if (source === file || !fileExists(`${runPath}/${source}`)) return false
    const made = modifiedAt(`${runPath}/${source}`)
    return made.ok && made.value > own.value + ONE_GO
  })
}

/** A Parquet file beside a pickle of its name was converted from it. */
function sourcesOf(file: string): readonly string[] {
  const pickle = file.endsWith(".parquet") ? [file.replace(/\.parquet$/, ".pkl")] : []
  const matrix = file.startsWith("data/returns/") ? [returnsMatrix.file] : []
  return [...(madeFrom[file] ?? []), ...pickle, ...matrix]
}
