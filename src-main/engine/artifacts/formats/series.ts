import { problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import { readCsvSeries } from "./csv"
import type { SeriesTable } from "./series-table"
import { tableProblem } from "./table-problem"

export type { SeriesTable } from "./series-table"

/**
 * Reads a returns table; the ending of the file name picks the format. The index is the one that pandas noted,
 * else the first column of dates. Row order, duplicate days and NaN cells are kept for the caller to judge.
 * Fails with `file.pickle` or `file.format`.
 */
export async function readSeries(bytes: Uint8Array, fileName: string): Promise<Result<SeriesTable>> {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ""
  switch (extension) {
    case "csv":
      return readCsvSeries(bytes, fileName)
    case "parquet":
      return (await import("./parquet-read")).readParquetSeries(bytes, fileName)
    case "arrow":
    case "feather":
      return (await import("./arrow-read")).readArrowSeries(bytes, fileName)
    case "pkl":
    case "pickle":
      return failed(pickleProblem(fileName))
    default:
      return failed(
        tableProblem(
          "A returns table is in a format that is not read.",
          fileName,
          extension === "" ? "no file ending" : `.${extension}`,
          "Give a .parquet, .arrow, .feather or .csv file.",
        ),
      )
  }
}

/** Why a pickle is refused, and the line of pandas that turns it into Parquet. */
export function pickleProblem(fileName: string) {
  const parquet = fileName.replace(/\.(pkl|pickle)$/i, ".parquet")
  return problem("file.pickle", {
    what: "A pickle is never opened, because reading one runs the code inside it.",
    where: fileName,
    seen: "a Python pickle",
    remedy: `Convert it where you trust it: python -c "import pandas as pd; x = pd.read_pickle('${fileName}'); (x.to_frame('returns') if isinstance(x, pd.Series) else x).to_parquet('${parquet}')"`,
  })
}
