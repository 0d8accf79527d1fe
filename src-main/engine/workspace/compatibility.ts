import { fileExists } from "#engine/artifacts/disk-read"

/** An older name of a file of the Python platform, and how it is read. */
export interface OlderName {
  /** Relative to the run directory; `*` stands for a name without slashes. */
  readonly file: string
  /** `read`: taken where today's file is absent. `converted`: a pickle, which is never opened here. */
  readonly how: "read" | "converted"
}

/** A file of a run under today's name, with every older one. */
export interface CompatibleFile {
  /** What it is, as it is told to people. */
  readonly role: string
  /** Relative to the run directory. */
  readonly file: string
  /** In the order in which they are looked for. */
  readonly older: readonly OlderName[]
}

/**
 * The one list of names that files of the platform's runs had (reference 0.1, 1.3 and 1.7.1). Nothing else is
 * ever looked for: a run that is flattened from an older name says so in the ledger (`holdings.older_name`),
 * and `nestfolio doctor` shows each with the name it has today.
 */
export const compatibility = {
  flattened: {
    role: "flattened portfolio",
    file: "data/portfolio_flattened.json",
    older: [{ file: "portfolio_flattened.json", how: "read" }],
  },
  atomWeights: {
    role: "weights of atoms",
    file: "data/portfolio_optimized_v2.json",
    older: [
      { file: "portfolio_optimized_v2.json", how: "read" },
      { file: "data/metadata/portfolio_optimized_v2.json", how: "read" },
    ],
  },
  stream: {
    role: "return stream",
    file: "data/returns/*.parquet",
    older: [{ file: "data/returns/*.pkl", how: "converted" }],
  },
  returnsMatrix: {
    role: "raw returns",
    file: "data/returns_matrix.parquet",
    older: [{ file: "data/returns_matrix.pkl", how: "converted" }],
  },
  synthetic: {
    role: "synthetic returns",
    file: "data/synthetic_returns.parquet",
    older: [{ file: "data/synthetic_returns.pkl", how: "converted" }],
  },
  metaReturns: {
    role: "joined returns of a meta run",
    file: "data/meta_returns_*.parquet",
    older: [{ file: "data/meta_returns_*.pkl", how: "converted" }],
  },
} as const satisfies Readonly<Record<string, CompatibleFile>>

/** Names under which a file is read, today's first. */
export function namesRead({ file, older }: CompatibleFile): readonly string[] {
  return [file, ...older.filter(({ how }) => how === "read").map((one) => one.file)]
}

/** The name under which a run has a file, today's first; undefined when it has none that is read. */
export function nameThere(runPath: string, file: CompatibleFile): string | undefined {
  return namesRead(file).find((name) => fileExists(`${runPath}/${name}`))
}

/** Formats in which a table of a run may stand, in the order in which they are looked for. */
const tableFormats = ["parquet", "arrow", "feather", "csv"] as const

/** The name under which a run has a table, Parquet first; undefined when it has it in no format that is read. */
export function tableThere(runPath: string, { file }: CompatibleFile): string | undefined {
  return tableFormats
    .map((format) => file.replace(/\.parquet$/, `.${format}`))
    .find((name) => fileExists(`${runPath}/${name}`))
}

/** The name that a file of a run has today; the name itself when it is no older one. */
export function nameToday(file: string): string {
  const entries: readonly CompatibleFile[] = Object.values(compatibility)
  const match = entries.find(({ older }) => older.some((one) => one.file === file))
  return match?.file ?? file
}
