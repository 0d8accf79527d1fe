import type { ArtifactEntry } from "#shared/model/artifact"
import type { BesideValue } from "#shared/model/explanation"
import type { Figure } from "#shared/model/figure"
import type { HoldingPath } from "#shared/model/holding"
import type { Problem } from "#shared/problem/problem"
import { showFigure } from "#engine/stages/meta/report/markdown-figures"

/** A figure of a run with where it stands and what it was made from; nothing is walked back yet. */
export interface Explainable {
  readonly address: string
  readonly figure: Figure
  /** Why the factor is what it is; null when the figure has none. */
  readonly factorReason: string | null
  /** The file that holds it, and where in it. */
  readonly entry: ArtifactEntry
  readonly jsonPath: string
  /** What it was computed from; undefined when it is what its whole file was made from. */
  readonly madeFrom?: readonly ArtifactEntry[]
  /** The meta profile it is of, and the names of that profile's settings it is computed with. */
  readonly metaProfile: string
  readonly settings: readonly string[]
  /** The risk profile and sleeve whose decisions belong to it; null when none do. */
  readonly decidedFor: { readonly risk: string; readonly sleeve: string } | null
  readonly paths: readonly HoldingPath[]
  readonly beside: readonly BesideValue[]
}

/** The figures of some files, and why others are not there. */
export interface FoundFigures {
  readonly figures: readonly Explainable[]
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

/** A value that stands beside a figure, shown like one. */
export function beside(name: string, value: number, unit: Figure["unit"]): BesideValue {
  const shown = showFigure(plainFigure({ key: name, title: name, value, unit, definition: "" }))
  return { name, value, shown }
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
