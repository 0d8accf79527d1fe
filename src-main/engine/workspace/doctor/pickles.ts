import { fileExists } from "#engine/artifacts/disk-read"
import { compatibility, tableThere } from "../compatibility"
import { listStreams } from "../streams"

/** Pickles that the program has a use for once they are converted, by the file names of a run. */
const patterns = Object.values(compatibility).flatMap(({ older }) =>
  older.flatMap(({ file, how }) => (how === "converted" ? [patternOf(file)] : [])),
)

/** Whether a file of a run, relative to it, is a pickle that a conversion makes readable. */
export function isConvertible(file: string): boolean {
  return patterns.some((pattern) => pattern.test(file))
}

/** Pickles of a run, relative to it, whose content stands there in no format that is read. */
export function unconvertedPickles(runPath: string): readonly string[] {
  const streams = listStreams(runPath).flatMap(({ file }) => (file.endsWith(".pkl") ? [file] : []))
  const tables = [compatibility.returnsMatrix, compatibility.synthetic].flatMap((table) =>
    tableThere(runPath, table) === undefined
      ? table.older.flatMap(({ file }) => (fileExists(`${runPath}/${file}`) ? [file] : []))
      : [],
  )
  return [...streams, ...tables]
}

/** `conversionScript` from wherever it is called. */
export function conversionCommand(root: string, pickles: readonly string[]): string | null {
  return pickles.length === 0 ? null : `cd "${root}" && ${conversionScript(pickles)}`
}

/**
 * The one command that, in the workspace's folder, writes a Parquet file beside every pickle in the folders of
 * the given ones (relative to the workspace), with pandas, where the files are trusted. It leaves the pickles
 * where they are.
 */
export function conversionScript(pickles: readonly string[]): string {
  const folders = [...new Set(pickles.map((file) => file.slice(0, file.lastIndexOf("/"))))]
  const globs = folders.map((folder) => `'${folder}/*${folder.endsWith("/data") ? "returns*" : ""}.pkl'`)
  const script = [
    "import glob, pandas as pd",
    `[(x.to_frame('returns') if isinstance(x := pd.read_pickle(f), pd.Series) else x).to_parquet(f[:-4] + '.parquet') for g in [${globs.join(", ")}] for f in glob.glob(g)]`,
  ].join("; ")
  return `python -c "${script}"`
}

function patternOf(file: string): RegExp {
  return new RegExp(`^${file.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`)
}
