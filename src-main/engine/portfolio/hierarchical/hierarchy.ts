import { leavesOf, linkage } from "#engine/numerics/linkage"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { optimalLeafOrder } from "#engine/numerics/optimal-leaf-order"
import type { TreeDialect } from "#engine/portfolio/dialects/dialect"
import type { Hierarchy } from "./cluster-tree"
import { correlationDistance, distanceOfColumns } from "./distance"

/** The tree that a dialect grows from N correlated items. */
export function growHierarchy(correlation: SymmetricMatrix, dialect: TreeDialect): Hierarchy {
  const { n } = correlation
  const direct = correlationDistance(correlation)
  const distances = dialect.distanceInput === "condensed" ? direct : distanceOfColumns(direct, n)
  const merges = linkage(distances, n, dialect.linkage)
  if (dialect.leafOrder === "tree" || n < 3) {
    return { linkage: dialect.linkage, merges, leafOrder: leavesOf(merges, n) }
  }
  const ordered = optimalLeafOrder(merges, distances, n)
  return { linkage: dialect.linkage, merges: ordered, leafOrder: leavesOf(ordered, n) }
}
