import type { ArtifactEntry } from "#shared/model/artifact"
import type { FlattenCheck, FlattenedPortfolio, HoldingRow, NodeExposure } from "#shared/model/holding"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { Problem } from "#shared/problem/problem"
import { beside, type FoundFigure, type FoundFigures, nothingMore, plainFigure } from "./explainable"
import { noSettings } from "./settings"
import type { JsonFile, ProvenanceSource } from "./source"

/** The physical holdings of the root with the multiplications that gave them, and its exposures. */
export function holdingFigures(run: ProvenanceSource): FoundFigures {
  const root = run.root.profile
  const problems: Problem[] = []
  const figures = run.riskProfiles.flatMap((risk) => {
    const portfolio = run.json<FlattenedPortfolio>("portfolio_optimized_meta", root, risk)
    const check = run.json<FlattenCheck>("meta_flatten_check", root, risk)
    problems.push(...[portfolio, check].flatMap((read) => (read.ok ? [] : read.problems)))
    return [
      ...(check.ok && check.value !== undefined ? exposures(root, risk, check.value) : []),
      ...(portfolio.ok && portfolio.value !== undefined ? holdings(run, risk, portfolio.value) : []),
    ]
  })
  return { figures, problems }
}

function holdings(
  run: ProvenanceSource,
  risk: string,
  { entry, json }: JsonFile<FlattenedPortfolio>,
): FoundFigure[] {
  const read = run.ledger.readBy(entry)
  return json.weights.map((row, i) => ({
    ...nothingMore,
    address: `${risk}.holding.${row.Symbol}`,
    figure: plainFigure({
      key: "holding",
      title: `Net weight of ${row.Symbol}, ${row.Direction}`,
      value: row.Net_Weight,
      note: row.Dust ? "dust: below 1e-6" : null,
      unit: "fraction",
      definition:
        "sum over its paths of the weights from the root down, times the signed net weight in the sleeve; short is negative",
    }),
    entry,
    jsonPath: `$.weights[${i}].Net_Weight`,
    madeFrom: behindPaths(run, risk, row, read),
    metaProfile: run.root.profile,
    settings: ["max_physical_weight"],
    paths: row.Paths,
    beside: [beside("gross weight before netting", row.Gross_Weight, "fraction")],
  }))
}

/** The weights along the paths of a holding, and the holdings files of the sleeves where they end. */
function behindPaths(
  run: ProvenanceSource,
  risk: string,
  { Paths: paths }: HoldingRow,
  read: Readonly<Record<string, string>>,
): readonly ArtifactEntry[] {
  const entries = paths.flatMap(({ sleeves }) => {
    const passed: (ArtifactEntry | undefined)[] = []
    let node: ResolvedMeta | undefined = run.root
    for (const id of sleeves) {
      if (node === undefined) break
      passed.push(run.find("meta_optimized", node.profile, risk))
      const sleeve: ResolvedMeta["sleeves"][number] | undefined = node.sleeves.find((one) => one.id === id)
      node = sleeve?.kind === "meta" ? sleeve.node : undefined
      if (sleeve?.kind !== "atomic") continue
      for (const [origin, sha256] of Object.entries(read)) {
        if (origin.startsWith(`${sleeve.runPath}/`)) passed.push(run.input(origin, sha256))
      }
    }
    return passed.filter((entry) => entry !== undefined)
  })
  return [...new Set(entries)]
}

interface Exposure {
  readonly key: string
  readonly title: string
  readonly field: "grossBefore" | "nettingLoss" | "grossAfter" | "net"
  readonly definition: string
}

const rootExposures: readonly Exposure[] = [
  {
    key: "gross",
    title: "Gross exposure before netting",
    field: "grossBefore",
    definition: "sum over all paths of long plus short, before longs and shorts of a symbol meet",
  },
  {
    key: "netting_loss",
    title: "Lost by netting",
    field: "nettingLoss",
    definition: "gross before netting less gross after it",
  },
  {
    key: "gross_after_netting",
    title: "Gross exposure after netting",
    field: "grossAfter",
    definition: "sum of |net weight| over the holdings",
  },
  { key: "net", title: "Net exposure", field: "net", definition: "sum of the net weights of the holdings" },
]

function exposures(root: string, risk: string, { entry, json }: JsonFile<FlattenCheck>): FoundFigure[] {
  const about = { ...nothingMore, entry, metaProfile: root, settings: noSettings }
  const losses = [...json.root.sleeves].map((node) => ofSleeve(node))
  return [
    ...rootExposures.map(
      ({ key, title, field, definition }): FoundFigure => ({
        ...about,
        address: `${risk}.${key}`,
        figure: plainFigure({ key, title, value: json.root[field], unit: "fraction", definition }),
        jsonPath: `$.root.${field}`,
        beside: field === "nettingLoss" ? losses : [],
      }),
    ),
    {
      ...about,
      address: `${risk}.effective_n_holdings`,
      figure: plainFigure({
        key: "effective_n_holdings",
        title: "Effective number of holdings",
        value: json.effectiveN,
        unit: "ratio",
        definition: "(sum |w|)^2 / sum w^2 over the net weights of the holdings",
      }),
      jsonPath: "$.effectiveN",
    },
  ]
}

/** What was lost below the root already: the rest of its loss is between its sleeves. */
function ofSleeve({ id, factor, nettingLoss }: NodeExposure) {
  return beside(`lost inside ${id}, of the root`, factor * nettingLoss, "fraction")
}
