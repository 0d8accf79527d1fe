/** A row of a table that can be unfolded. */
export interface TreeRow<Item> {
  /** Unique in the table: the path from the root. */
  readonly key: string
  readonly item: Item
  readonly level: number
  readonly children: readonly TreeRow<Item>[]
}

/** What a table shows of a tree: rows that are unfolded, in order, with their place among their siblings. */
export interface ShownRow<Item> {
  readonly row: TreeRow<Item>
  readonly isOpen: boolean
  readonly place: number
  readonly siblings: number
}

/** Flattens a tree along its open rows. */
export function shownRows<Item>(
  rows: readonly TreeRow<Item>[],
  isOpen: (row: TreeRow<Item>) => boolean,
): ShownRow<Item>[] {
  const shown: ShownRow<Item>[] = []
  const visit = (siblings: readonly TreeRow<Item>[]) => {
    for (const [index, row] of siblings.entries()) {
      const open = row.children.length > 0 && isOpen(row)
      shown.push({ row, isOpen: open, place: index + 1, siblings: siblings.length })
      if (open) visit(row.children)
    }
  }
  visit(rows)
  return shown
}

/** Keeps rows that match and the rows above them; what is below a match stays. */
export function filteredRows<Item>(
  rows: readonly TreeRow<Item>[],
  matches: (item: Item) => boolean,
): TreeRow<Item>[] {
  return rows.flatMap((row) => {
    if (matches(row.item)) return [row]
    const children = filteredRows(row.children, matches)
    return children.length === 0 ? [] : [{ ...row, children }]
  })
}

/** Sorts every level; equal rows keep their order. */
export function sortedRows<Item>(
  rows: readonly TreeRow<Item>[],
  compare: (a: Item, b: Item) => number,
): TreeRow<Item>[] {
  return rows
    .map((row) => (row.children.length === 0 ? row : { ...row, children: sortedRows(row.children, compare) }))
    .toSorted((a, b) => compare(a.item, b.item))
}
