import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parse,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser"

/** A place in a text, both counted from 1; columns are UTF-16 code units, as editors count them. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** Line and column of an offset into a text. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1
  let start = 0
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line += 1
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}

/**
 * Tells where the value at a JSON path stands, or the nearest ancestor that exists. The text is parsed with
 * its offsets when that is asked for the first time.
 */
export function locatorOf(text: string): (path: JSONPath) => TextPosition {
  let tree: Node | undefined
  return (path) => {
    tree ??= parseTree(text)
    if (tree === undefined) return positionAt(text, 0)
    for (let length = path.length; length > 0; length -= 1) {
      const node = findNodeAtLocation(tree, path.slice(0, length))
      if (node !== undefined) return positionAt(text, node.offset)
    }
    return positionAt(text, tree.offset)
  }
}

/** What keeps a text from being JSON, and where it is found first. */
export function locateSyntaxError(text: string): TextPosition & { readonly error: string } {
  const errors: ParseError[] = []
  parse(text, errors, { allowTrailingComma: false, disallowComments: true, allowEmptyContent: false })
  const first = errors.toSorted((a, b) => a.offset - b.offset)[0]
  if (first === undefined) return { ...positionAt(text, text.length), error: "not JSON" }
  return { ...positionAt(text, first.offset), error: wordsOf(printParseErrorCode(first.error)) }
}

/** A JSON path as people write it: profiles.m.sleeves[2].id */
export function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === "number") return `${shown}[${step}]`
    const name = String(step)
    if (!/^[\w-]+$/.test(name)) return `${shown}[${JSON.stringify(name)}]`
    return shown === "" ? name : `${shown}.${name}`
  }, "")
}

/** "PropertyNameExpected" -> "property name expected" */
function wordsOf(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()
}
