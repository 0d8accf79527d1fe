import type { ArtifactEntry } from "#shared/model/artifact"
import type { MetaDecisions, SleeveDecision } from "#shared/model/decision"
import type { ResolvedAtomic, ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { MetaOptimized } from "#shared/model/weights"
import { ok, type Result } from "#shared/problem/result"
import { nameToday } from "#engine/workspace/compatibility"
import { holdingsFileOf, loadHoldings } from "#engine/workspace/holdings"
import { candidatesFile } from "#engine/workspace/physical-symbol"
import type { StageContext } from "../../context"
import { recordDecision } from "../../record"
import { readJsonArtifact } from "../artifact-json"
import { keepFile } from "../keep-read"
import type { HoldingsNode, LeafNode, MetaNode } from "./exposure"
import type { DescribedLeaf } from "./holdings"

const STAGE = "meta.flatten"

/** A meta profile's holdings with the weights that each level was solved to. */
export interface HoldingsTree {
  readonly node: MetaNode<DescribedLeaf>
  /** Leaf rows whose direction contradicts their sign, as `meta/sleeve symbol`. */
  readonly signConflicts: readonly string[]
  readonly inputs: readonly ArtifactEntry[]
}

/**
 * Gathers what each included sleeve holds, depth first in manifest order: nested profiles by the weights
 * of their own `meta_optimized`, atomic sleeves by the portfolio filed for the risk profile that their
 * stream was made under. Keeps a copy of every file read.
 */
export function gatherHoldings(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
): Result<HoldingsTree> {
  const key = { metaProfile: node.profile, riskProfile: risk }
  const optimized = readJsonArtifact<MetaOptimized>(context.directory, { kind: "meta_optimized", ...key })
  if (!optimized.ok) return optimized
  const decisions = readJsonArtifact<MetaDecisions>(context.directory, {
    kind: "meta_decisions",
    ...key,
  })
  if (!decisions.ok) return decisions
  const weightOf = new Map(optimized.value.weights.map((row) => [row.Symbol, row.Weight]))
  const decisionOf = new Map(decisions.value.sleeves.map((decision) => [decision.id, decision]))

  const sleeves: { weight: number; node: HoldingsNode<DescribedLeaf> }[] = []
  const signConflicts: string[] = []
  const inputs: ArtifactEntry[] = []
  for (const sleeve of node.sleeves) {
    const weight = weightOf.get(sleeve.id)
    if (weight === undefined) continue // vetoed: meta_decisions says why
    if (sleeve.kind === "meta") {
      const child = gatherHoldings(context, sleeve.node, risk)
      if (!child.ok) return child
      sleeves.push({ weight, node: { ...child.value.node, id: sleeve.id } })
      signConflicts.push(...child.value.signConflicts)
      inputs.push(...child.value.inputs)
    } else {
      const leaf = gatherLeaf(context, node, sleeve, risk, decisionOf.get(sleeve.id)?.stream ?? null)
      if (!leaf.ok) return leaf
      sleeves.push({ weight, node: leaf.value.leaf })
      signConflicts.push(
        ...leaf.value.signConflicts.map((symbol) => `${node.profile}/${sleeve.id} ${symbol}`),
      )
      inputs.push(leaf.value.input)
    }
  }
  return ok({ node: { kind: "meta", id: node.profile, sleeves }, signConflicts, inputs })
}

interface GatheredLeaf {
  readonly leaf: LeafNode<DescribedLeaf>
  readonly signConflicts: readonly string[]
  readonly input: ArtifactEntry
}

function gatherLeaf(
  context: StageContext,
  node: ResolvedMeta,
  sleeve: ResolvedAtomic,
  risk: RiskProfile,
  stream: SleeveDecision["stream"],
): Result<GatheredLeaf> {
  const filedUnder = stream?.used ?? risk
  const runPath = `${context.workspace.root}/${sleeve.runPath}`
  const loaded = loadHoldings(runPath, filedUnder, sleeve.runPath)
  if (!loaded.ok) {
    const read = holdingsFileOf(runPath)
    const refused = read === undefined ? ok(undefined) : keepFile(context, sleeve, read, STAGE)
    return refused.ok ? loaded : refused
  }
  const { rows, file, bytes, flags } = loaded.value
  const input = context.directory.keepInput({
    bytes,
    extension: "json",
    origin: `${sleeve.runPath}/${file}`,
    stage: STAGE,
  })
  if (!input.ok) return input
  if (flags.fromAtoms) {
    const candidates = keepFile(context, sleeve, candidatesFile, STAGE)
    if (!candidates.ok) return candidates
  }

  const about = { node: node.profile, risk, sleeve: sleeve.id }
  const remarks: readonly (readonly [boolean, string, Record<string, string | readonly string[]>])[] = [
    [
      stream !== null && stream.engine !== flags.engine,
      "holdings.engine_mismatch",
      { stream: stream?.engine ?? "", holdings: flags.engine },
    ],
    [nameToday(file) !== file, "holdings.older_name", { file, today: nameToday(file) }],
    [flags.fromAtoms, "holdings.from_atoms", { file }],
    [flags.symbolsCut.length > 0, "holdings.symbols_cut", { atoms: flags.symbolsCut }],
    [
      rows.some((row) => row.grossAssumed),
      "holdings.gross_assumed",
      { symbols: rows.filter((row) => row.grossAssumed).map((row) => row.symbol) },
    ],
  ]
  for (const [applies, decision, data] of remarks) {
    if (!applies) continue
    const told = recordDecision(context, decision, about, data)
    if (!told.ok) return told
  }
  return ok({
    leaf: { kind: "atomic", id: sleeve.id, rows, expectedGross: 1 - (flags.cash ?? 0) },
    signConflicts: flags.signConflicts,
    input: input.value,
  })
}
