import type { SleeveHealthRow } from "#shared/contract/engine/health-rows"
import type { TreeRow } from "../../parts/tree-rows"

/** What a row is kept under: the meta profile and the sleeve in it. */
export function rowKey({ metaProfile, sleeve }: Pick<SleeveHealthRow, "metaProfile" | "sleeve">): string {
  return `${metaProfile}/${sleeve}`
}

/** The sleeves of the root, with those of nested profiles below the sleeve that is one. The root's come first. */
export function healthRows(rows: readonly SleeveHealthRow[]): TreeRow<SleeveHealthRow>[] {
  const root = rows[0]?.metaProfile
  const build = (metaProfile: string, level: number, above: readonly string[]): TreeRow<SleeveHealthRow>[] =>
    rows
      .filter((row) => row.metaProfile === metaProfile)
      .map((row) => ({
        key: rowKey(row),
        item: row,
        level,
        children:
          row.kind === "meta" && !above.includes(row.profile)
            ? build(row.profile, level + 1, [...above, row.profile])
            : [],
      }))
  return root === undefined ? [] : build(root, 0, [root])
}

/** The letters of a strip in words, for whoever does not see the squares. */
export function stripInWords(strip: string): string {
  const words: readonly (readonly [string, string])[] = [
    ["o", "succeeded"],
    ["f", "failed"],
    ["b", "fell back"],
    ["m", "missing"],
  ]
  const counts = words.map(([letter, word]) => ({
    word,
    count: strip.split("").filter((each) => each === letter).length,
  }))
  const told = counts.filter(({ count }) => count > 0).map(({ word, count }) => `${count} ${word}`)
  return told.length === 0 ? "no windows" : told.join(", ")
}
