import { type Node, parseTree } from "jsonc-parser"

/** Where the profiles of a manifest stand; lines are counted from 1. */
export interface ProfileLines {
  readonly line: number
  readonly endLine: number
  /** Of its sleeves, in their order. */
  readonly sleeves: readonly number[]
}

/** The lines of every profile of a manifest's text, which may be damaged: what can be found is given. */
export function profileLinesOf(text: string): ReadonlyMap<string, ProfileLines> {
  const lineOf = lineFinder(text)
  const tree = parseTree(text, [], { allowTrailingComma: true })
  const profiles = memberOf(tree, "profiles")
  return new Map(
    (profiles?.children ?? []).flatMap((property): [string, ProfileLines][] => {
      const [key, value] = property.children ?? []
      if (key === undefined || typeof key.value !== "string") return []
      const end = property.offset + Math.max(property.length - 1, 0)
      const sleeves = memberOf(value, "sleeves")?.children ?? []
      return [
        [
          key.value,
          {
            line: lineOf(property.offset),
            endLine: lineOf(end),
            sleeves: sleeves.map((one) => lineOf(one.offset)),
          },
        ],
      ]
    }),
  )
}

function memberOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== "object") return undefined
  return node.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1]
}

/** The line of an offset, by bisection: a manifest of hundreds of profiles is asked thousands of times. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
