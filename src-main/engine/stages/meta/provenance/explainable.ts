import type { ArtifactEntry } from "#shared/model/artifact"
import type { Figure } from "#shared/model/figure"
import type { FigureSetRow } from "#shared/model/provenance"
import type { Problem } from "#shared/problem/problem"
import type { Beside, Explainable } from "#shared/report/explainable"

/** A figure that can be explained, with the entries of the files it stands on. */
export interface FoundFigure extends Omit<Explainable, "figure" | "file" | "madeFrom"> {
  readonly figure: Figure
  readonly entry: ArtifactEntry
  readonly madeFrom?: readonly ArtifactEntry[]
  /** The set of figures it is of, where the report holds their values. */
  readonly series?: Series
}

/** What the figures of one series have in common. */
export interface Series extends Pick<FigureSetRow, "set" | "address" | "title" | "at" | "calendar"> {
  /** The settings of every figure; null when each has its own. */
  readonly settings: readonly string[] | null
}

/** The figures of some files, and why others are not there. */
export interface FoundFigures {
  readonly figures: readonly FoundFigure[]
  readonly problems: readonly Problem[]
}

/** What most figures have nothing to say about. */
export const nothingMore = { factorReason: null, decidedFor: null, paths: [], beside: [] } as const

/** A figure that is not of the tear sheet: not annualised. */
export function plainFigure(
  told: Pick<Figure, "key" | "title" | "value" | "unit" | "definition"> & Partial<Figure>,
): Figure {
  return { why: null, note: null, undefinedWhen: "never", factor: null, ...told }
}

/** A value that stands beside a figure. */
export function beside(name: string, value: number, unit: Figure["unit"]): Beside {
  return { name, value, unit }
}

/**
 * A name as a part of an address. What parts the names is percent-encoded, so that two figures never share an
 * address: the slash behind a meta profile, or the dot between two sleeves.
 */
export function addressPart(name: string, parting: "/" | "." = "/"): string {
  return name.replaceAll("%", "%25").replaceAll(parting, parting === "/" ? "%2F" : "%2E")
}

/** A sleeve in an address: by its id alone in the root, behind its meta profile below it. */
export function sleeveAddress(root: string, metaProfile: string, id: string): string {
  const own = addressPart(id)
  return metaProfile === root ? own : `${addressPart(metaProfile)}/${own}`
}
