import type { Random } from "../random"

/**
 * JSON as text pieces rather than values, so that what no value can hold can be written: a key twice,
 * `__proto__` as a key of its own, bare NaN.
 */
type Node =
  | { kind: "raw"; text: string }
  | { kind: "list"; items: Node[] }
  | { kind: "object"; members: { key: string; value: Node }[] }

const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "",
  " ",
  "0",
  "../../etc",
  "a/b",
  "con\u0000trol",
  "\ud800",
  "\u202eright",
  "\u00e9\u0301\u{1f4a5}",
]

const LEAVES = [
  "null",
  "true",
  "false",
  "0",
  "-0",
  "1",
  "-1",
  "0.5",
  "1e308",
  "-1e308",
  "1e999",
  "1e-320",
  "9007199254740993",
  "2147483648",
  '""',
  '"0.5"',
  '"NaN"',
  "[]",
  "{}",
  "[null]",
  '{"__proto__":{"min":1}}',
]

/** Tokens that are no JSON, though Python and JavaScript write them. */
const TOKENS = ["NaN", "Infinity", "-Infinity", "undefined", "0x10", "01", "+1", ".5", "'a'", "1_000"]

/** Changes one to four places of a JSON text by its structure. The text must be JSON. */
export function mutateJson(text: string, random: Random): string {
  const root = nodeOf(JSON.parse(text))
  const rounds = random.chance(0.5) ? 1 : random.between(2, 4)
  for (let round = 0; round < rounds; round++) mutateOnce(root, random)
  return print(root)
}

function mutateOnce(root: Node, random: Random): void {
  const holders = everyNode(root).filter((node) => node.kind !== "raw")
  if (holders.length === 0) return
  const node = random.pick(holders)
  if (node.kind === "list") mutateList(node.items, random)
  if (node.kind === "object") mutateObject(node.members, root, random)
}

function mutateList(items: Node[], random: Random): void {
  const at = random.below(items.length + 1)
  const item = items[at]
  switch (random.below(5)) {
    case 0:
      items.splice(at, 1)
      return
    case 1:
      items.splice(at, 0, leaf(random))
      return
    case 2:
      if (item !== undefined) items.push(item)
      return
    case 3:
      items.reverse()
      return
    default:
      if (item !== undefined) items[at] = another(item, random)
  }
}

function mutateObject(members: { key: string; value: Node }[], root: Node, random: Random): void {
  const at = random.below(members.length + 1)
  const member = members[at]
  if (member === undefined) {
    members.push({ key: name(random), value: leaf(random) })
    return
  }
  switch (random.below(8)) {
    case 0:
      members.splice(at, 1)
      return
    case 1:
      members.push({ key: member.key, value: another(member.value, random) })
      return
    case 2:
      member.key = name(random)
      return
    case 3:
      members.push({ key: random.pick(allKeys(root)), value: member.value })
      return
    case 4:
      // A part of the tree inside itself is deeper, and may name itself.
      member.value = structuredClone(random.pick(everyNode(root).filter((node) => sizeOf(node) < 2000)))
      return
    default:
      member.value = another(member.value, random)
  }
}

function another(node: Node, random: Random): Node {
  if (node.kind === "raw" && random.chance(0.3)) {
    const value: unknown = parsed(node.text)
    if (typeof value === "number") {
      return raw(String(random.pick([-value, value * 1e6, value / 1e6, value + 1, value - 1, 1 - value])))
    }
    if (typeof value === "string") {
      const changed = random.pick([
        value.toUpperCase(),
        `${value} `,
        value.slice(1),
        value + value,
        `${value}\u0000`,
      ])
      return raw(JSON.stringify(changed))
    }
  }
  return leaf(random)
}

function leaf(random: Random): Node {
  const kind = random.real()
  if (kind < 0.6) return raw(random.pick(LEAVES))
  if (kind < 0.72) return raw(JSON.stringify(random.pick(NAMES)))
  if (kind < 0.82) return raw(random.pick(TOKENS))
  if (kind < 0.9) return raw(JSON.stringify(random.pick(["x", "\u{1f4a5}", "\\", "\n"]).repeat(20_000)))
  const depth = random.pick([5, 150, 250, 3_000, 30_000])
  return raw(
    random.chance(0.5)
      ? "[".repeat(depth) + "]".repeat(depth)
      : `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`,
  )
}

function name(random: Random): string {
  return random.chance(0.2) ? "n".repeat(random.pick([300, 5_000, 100_000])) : random.pick(NAMES)
}

function raw(text: string): Node {
  return { kind: "raw", text }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) return { kind: "list", items: value.map(nodeOf) }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => ({ key, value: nodeOf(member) }))
    return { kind: "object", members }
  }
  return raw(JSON.stringify(value))
}

function everyNode(node: Node): Node[] {
  if (node.kind === "raw") return [node]
  const below = node.kind === "list" ? node.items : node.members.map(({ value }) => value)
  return [node, ...below.flatMap(everyNode)]
}

function allKeys(root: Node): string[] {
  return everyNode(root).flatMap((node) => (node.kind === "object" ? node.members.map(({ key }) => key) : []))
}

function sizeOf(node: Node): number {
  return everyNode(node).length
}

function print(node: Node): string {
  if (node.kind === "raw") return node.text
  if (node.kind === "list") return `[${node.items.map(print).join(",")}]`
  return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}:${print(value)}`).join(",")}}`
}
