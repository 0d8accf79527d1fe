import { describe, expect, it } from "vitest"
import { filteredRows, shownRows, sortedRows, type TreeRow } from "#renderer/parts/tree-rows"

const row = (key: string, level = 0, children: readonly TreeRow<string>[] = []): TreeRow<string> => ({
  key,
  item: key,
  level,
  children,
})

const tree = [row("b", 0, [row("b2", 1), row("b1", 1, [row("deep", 2)])]), row("a")]

const keys = (rows: readonly { readonly row: TreeRow<string> }[]) => rows.map((each) => each.row.key)

describe("A table of a tree", () => {
  it("shows the rows below an open row, and each row's place among its siblings", () => {
    const shown = shownRows(tree, ({ key }) => key === "b")
    expect(shown.map(({ row: { key }, isOpen, place, siblings }) => [key, isOpen, place, siblings])).toEqual([
      ["b", true, 1, 2],
      ["b2", false, 1, 2],
      ["b1", false, 2, 2],
      ["a", false, 2, 2],
    ])
  })

  it("keeps the rows above a match, and everything below it", () => {
    expect(
      keys(
        shownRows(
          filteredRows(tree, (key) => key === "b1"),
          () => true,
        ),
      ),
    ).toEqual(["b", "b1", "deep"])
    expect(
      keys(
        shownRows(
          filteredRows(tree, (key) => key === "b"),
          () => true,
        ),
      ),
    ).toEqual(["b", "b2", "b1", "deep"])
    expect(filteredRows(tree, () => false)).toEqual([])
  })

  it("is sorted on every level, and equal rows keep their order", () => {
    const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    expect(keys(shownRows(sortedRows(tree, byName), () => true))).toEqual(["a", "b", "b1", "deep", "b2"])
    expect(
      keys(
        shownRows(
          sortedRows(tree, () => 0),
          () => true,
        ),
      ),
    ).toEqual(["b", "b2", "b1", "deep", "a"])
  })
})
