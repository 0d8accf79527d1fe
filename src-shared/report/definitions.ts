import type { Figure } from "#shared/model/figure"
import type { MetaReport, RiskSection, SolvedSection, StoredReport } from "#shared/model/report"

type Definition = StoredReport["definitions"][string]

/** The report as it is kept: the definition of each figure once, the figures by their key. */
export function storedReport(report: MetaReport): StoredReport {
  const definitions: Record<string, Definition> = {}
  const sections = mapFigures(report.risk_profiles, (figure) => {
    const { title, unit, definition, undefinedWhen, ...own } = figure
    const known = definitions[own.key]
    if (known === undefined) definitions[own.key] = { title, unit, definition, undefinedWhen }
    return known === undefined || isSame(known, figure) ? withoutNulls(own) : figure
  })
  return { ...report, definitions, risk_profiles: sections }
}

/** The report as every rendering reads it, from what was kept; one of an earlier version kept its figures whole. */
export function readReport(kept: Omit<StoredReport, "definitions"> & Partial<StoredReport>): MetaReport {
  const { definitions = {}, ...stored } = kept
  // What was kept is what `storedReport` gave: sections whose figures lack at most their definitions.
  const sections = stored.risk_profiles as readonly RiskSection[]
  const whole = mapFigures(sections, (figure) => ({ ...nothingMore, ...definitions[figure.key], ...figure }))
  return { ...stored, risk_profiles: whole as readonly RiskSection[] }
}

/** What most figures have not; a figure without a value keeps that it has none. */
const nothingMore = { why: null, note: null, factor: null } as const

function withoutNulls({ key, value, ...own }: Omit<Figure, keyof Definition>): object {
  return { key, value, ...Object.fromEntries(Object.entries(own).filter(([, told]) => told !== null)) }
}

function isSame(known: Definition, figure: Figure): boolean {
  return (
    known.title === figure.title &&
    known.unit === figure.unit &&
    known.definition === figure.definition &&
    known.undefinedWhen === figure.undefinedWhen
  )
}

/** The sections with every figure of every series replaced. */
function mapFigures(
  sections: readonly RiskSection[],
  change: (figure: Figure) => object,
): readonly unknown[] {
  const ofSet = <T extends { readonly figures: readonly Figure[] }>(set: T) => ({
    ...set,
    figures: set.figures.map(change),
  })
  const tested = (out: SolvedSection["out_of_sample"]) => {
    if (out?.kind !== "tested") return out
    const ofPortfolio = (one: (typeof out)["baselines"][number]) => ({
      ...one,
      figures: ofSet(one.figures),
      trading: one.trading.map(change),
    })
    return { ...out, walk_forward: ofPortfolio(out.walk_forward), baselines: out.baselines.map(ofPortfolio) }
  }
  return sections.map((section) =>
    section.kind === "unsolved"
      ? section
      : {
          ...section,
          in_sample: ofSet(section.in_sample),
          out_of_sample: tested(section.out_of_sample),
          nodes: section.nodes.map((node) => ({ ...node, sleeves: node.sleeves.map(ofSet) })),
        },
  )
}
