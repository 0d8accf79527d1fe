/** A row of `portfolio_optimized_meta_<meta>_<risk>.json` (design 5.6). Weights are fractions of the root. */
export interface HoldingRow {
  readonly Symbol: string
  /** |net|. */
  readonly Weight: number
  readonly Net_Weight: number
  /** Long plus short before netting. */
  readonly Gross_Weight: number
  readonly Direction: "LONG" | "SHORT" | "FLAT"
  readonly Description: string
  readonly Sector: string
  readonly Market: string
  readonly Type: string
  /** Sleeve ids of the root, in manifest order. */
  readonly Contributors: readonly string[]
  readonly Paths: readonly HoldingPath[]
  /** |net| below 1e-6. */
  readonly Dust: boolean
}

/** One way from the root to a leaf row: 0.40 x 0.55 x -0.10. */
export interface HoldingPath {
  readonly sleeves: readonly string[]
  /** Weight of each sleeve in its parent, root first. */
  readonly factors: readonly number[]
  /** Signed net weight of the row in its leaf sleeve. */
  readonly leafNet: number
  readonly leafGross: number
  /** Product of factors and leafNet. */
  readonly net: number
}

export interface FlattenedPortfolio {
  readonly metadata: {
    readonly meta_profile: string
    readonly risk_profile: string
    readonly sleeve_weights: Readonly<Record<string, number>>
  }
  readonly weights: readonly HoldingRow[]
}

/** `meta_flatten_check_<meta>_<risk>.json`: the identities of design 5.6 at every node. */
export interface FlattenCheck {
  readonly tolerance: number
  readonly root: NodeExposure
  readonly conserved: boolean
  readonly signMismatches: readonly string[]
  readonly concentration: {
    readonly limit: number
    readonly largest: { readonly symbol: string; readonly weight: number } | null
    readonly above: readonly { readonly symbol: string; readonly weight: number }[]
  }
  readonly effectiveN: number
  readonly findings: readonly FlattenFinding[]
}

export interface FlattenFinding {
  readonly code: string
  readonly where: string
  /** For people: percents are rounded. */
  readonly seen: string
  /** The figure that was found and the one it was held against, exact; absent where there is no such pair. */
  readonly exact?: { readonly value: number; readonly against: number }
}

/** Exposure of a sleeve or meta profile, as fractions of the node itself. */
export interface NodeExposure {
  readonly id: string
  readonly kind: "atomic" | "meta"
  /** Product of weights from the root. */
  readonly factor: number
  readonly grossBefore: number
  readonly grossAfter: number
  readonly nettingLoss: number
  /** nettingLoss minus the factor-weighted losses of the children. */
  readonly ownLoss: number
  readonly net: number
  readonly sleeves: readonly NodeExposure[]
}
