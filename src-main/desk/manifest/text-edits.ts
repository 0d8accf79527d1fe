import { findNodeAtLocation, type JSONPath, type Node, parseTree } from "jsonc-parser"

const lenient = { allowTrailingComma: true }

/** The text with the value at a path replaced, or added to what stands above it; undefined where nothing does. */
export function withValue(text: string, path: JSONPath, value: unknown): string | undefined {
  const node = nodeAt(text, path)
  if (node !== undefined) return splice(text, node.offset, node.length, written(text, node, value))
  const above = nodeAt(text, path.slice(0, -1))
  const step = path.at(-1)!
  if (above === undefined || (above.type !== "object" && above.type !== "array")) return undefined
  if ((above.type === "object") !== (typeof step === "string")) return undefined
  const sibling = above.children?.at(-1)
  const text2 = written(text, sibling?.type === "property" ? sibling.children?.[1] : sibling, value)
  return inserted(text, above, (indent) => {
    const key = typeof step === "string" ? `${JSON.stringify(step)}: ` : ""
    return key + text2.replaceAll("\n", `\n${indent}`)
  })
}

/** The text without the member at a path, its comma and, where it stood alone on them, its lines. */
export function withoutValue(text: string, path: JSONPath): string | undefined {
  const found = nodeAt(text, path)
  const node = found?.parent?.type === "property" ? found.parent : found
  const siblings = node?.parent?.children
  if (node === undefined || siblings === undefined) return undefined
  const at = siblings.indexOf(node)
  let [start, end] = [node.offset, node.offset + node.length]
  const comma = commaAfter(text, end)
  let result = text
  if (comma !== undefined) end = comma + 1
  else if (at > 0) {
    const before = siblings[at - 1]!
    const place = commaAfter(text, before.offset + before.length)
    if (place !== undefined) {
      result = splice(text, place, 1, "")
      start -= 1
      end -= 1
    }
  }
  const lineStart = result.lastIndexOf("\n", start - 1) + 1
  const lineEnd = result.indexOf("\n", end)
  const isAlone =
    result.slice(lineStart, start).trim() === "" && lineEnd !== -1 && result.slice(end, lineEnd).trim() === ""
  if (isAlone && lineStart > 0) return splice(result, lineStart, lineEnd + 1 - lineStart, "")
  // The blanks between it and its neighbour go with the comma.
  if (comma !== undefined) end += /^[ \t]*/.exec(result.slice(end))![0].length
  else if (at > 0) start = result.slice(0, start).replace(/[ \t]+$/, "").length
  return splice(result, start, end - start, "")
}

/** The text with a list's members in another order, each keeping its own text; those not named go. */
export function arranged(text: string, path: JSONPath, order: readonly number[]): string | undefined {
  const list = nodeAt(text, path)
  const members = list?.children ?? []
  if (list?.type !== "array" || new Set(order).size !== order.length) return undefined
  if (order.some((from) => members[from] === undefined)) return undefined
  let kept: string | undefined = text
  for (let at = members.length - 1; at >= 0; at -= 1) {
    if (!order.includes(at) && kept !== undefined) kept = withoutValue(kept, [...path, at])
  }
  if (kept === undefined) return undefined
  const remaining = order.toSorted((a, b) => a - b)
  const places = nodeAt(kept, path)?.children ?? []
  const texts = places.map(({ offset, length }) => kept.slice(offset, offset + length))
  return order.reduceRight((now, from, to) => {
    const place = places[to]!
    return splice(now, place.offset, place.length, texts[remaining.indexOf(from)]!)
  }, kept)
}

/** The text with the key of a member of an object changed. */
export function withKey(text: string, path: JSONPath, key: string): string | undefined {
  const property = nodeAt(text, path)?.parent
  const name = property?.type === "property" ? property.children?.[0] : undefined
  return name === undefined ? undefined : splice(text, name.offset, name.length, JSON.stringify(key))
}

/** The text with a copy of a member, letter by letter, behind the last of its object. */
export function withCopy(text: string, path: JSONPath, key: string): string | undefined {
  const node = nodeAt(text, path)
  const object = node?.parent?.parent
  if (node === undefined || object?.type !== "object") return undefined
  const copy = text.slice(node.offset, node.offset + node.length)
  return inserted(text, object, () => `${JSON.stringify(key)}: ${copy}`)
}

function nodeAt(text: string, path: JSONPath): Node | undefined {
  // A byte order mark is no JSON, and offsets must not be moved by leaving it out.
  const tree = parseTree(text.replace(/^\ufeff/, " "), [], lenient)
  return tree === undefined ? undefined : findNodeAtLocation(tree, [...path])
}

/** Adds a member behind the last of an object or a list: on a line of its own where the others are on theirs. */
function inserted(text: string, above: Node, member: (indent: string) => string): string {
  const close = above.offset + above.length - 1
  const last = above.children?.at(-1)
  const eol = text.includes("\r\n") ? "\r\n" : "\n"
  const toEol = (added: string) => added.replaceAll(/\r?\n/g, eol)
  const isSpread =
    text.slice(above.offset, close).includes("\n") || (last === undefined && text.includes("\n"))
  if (last === undefined) {
    const outer = indentAt(text, above.offset)
    const inner = outer + unitOf(text)
    const content = isSpread ? `${eol}${inner}${toEol(member(inner))}${eol}${outer}` : member("")
    return splice(text, above.offset + 1, close - above.offset - 1, content)
  }
  const end = last.offset + last.length
  const comma = commaAfter(text, end)
  const indent = indentAt(text, last.offset)
  const before = isSpread ? `${eol}${indent}` : " "
  if (comma !== undefined) return splice(text, comma + 1, 0, `${before}${toEol(member(indent))}`)
  // What stands behind the last member on its line, such as a comment, stays with it.
  const lineEnd = text.indexOf("\n", end)
  const at =
    isSpread && lineEnd !== -1 && lineEnd < close ? lineEnd - (text[lineEnd - 1] === "\r" ? 1 : 0) : end
  return `${text.slice(0, end)},${text.slice(end, at)}${before}${toEol(member(indent))}${text.slice(at)}`
}

/** A value as JSON in the manner of the one beside it: on one line where that is, else spread over lines. */
function written(text: string, beside: Node | undefined, value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const like = beside === undefined ? "\n" : text.slice(beside.offset, beside.offset + beside.length)
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== "object")
  const isLine = beside?.type === "object" || beside?.type === "array" ? !like.includes("\n") : isPlain
  return isLine || !text.trim().includes("\n") ? onOneLine(value) : JSON.stringify(value, null, unitOf(text))
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`)
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`
}

/** The offset of the comma that follows, blanks and comments apart. */
function commaAfter(text: string, offset: number): number | undefined {
  const gap = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(offset, offset + 10_000))![0]
  return text[offset + gap.length] === "," ? offset + gap.length : undefined
}

function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  "
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))![0]
}

function splice(text: string, at: number, length: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + length)
}
