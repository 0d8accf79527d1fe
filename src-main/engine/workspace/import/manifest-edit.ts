import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser"
import { manifestSchema } from "#shared/model/manifest"
import { ensure } from "#shared/problem/ensure"

/** A profile as it is written into a manifest. */
export type NewProfile = Readonly<Record<string, unknown>>

/**
 * A manifest's bytes with a profile added behind the others. Every other byte stays: indentation, line ends,
 * comments, spacing, a byte order mark. The bytes are those of a manifest that has the right shape and no
 * profile of that name.
 */
export function withProfile(bytes: Uint8Array, name: string, profile: NewProfile): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
  // Offsets must not be moved by the mark, which is no JSON.
  const profiles = findNodeAtLocation(parseTree(text.replace(/^\ufeff/, " "))!, ["profiles"])
  ensure(profiles !== undefined, "a manifest has profiles")
  return new TextEncoder().encode(insertInto(text, profiles, name, profile))
}

/** Fails (a bug) unless the bytes are a manifest with that profile. */
export function ensureHasProfile(bytes: Uint8Array, name: string): void {
  const parsed = manifestSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  ensure(parsed.success && Object.hasOwn(parsed.data.profiles, name), "an edited manifest keeps its shape")
}

function insertInto(text: string, object: Node, name: string, profile: NewProfile): string {
  const close = object.offset + object.length - 1
  const last = object.children?.at(-1)
  const key = `${JSON.stringify(name)}: `
  if (!text.trim().includes("\n")) {
    return spliced(text, last, close, `${last === undefined ? "" : " "}${key}${JSON.stringify(profile)}`)
  }
  const eol = text.includes("\r\n") ? "\r\n" : "\n"
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  "
  const outer = indentAt(text, object.offset)
  const beside = last === undefined ? outer : indentAt(text, last.offset)
  const inner = beside === outer ? outer + unit : beside
  const added = `${inner}${key}${JSON.stringify(profile, null, unit).replaceAll("\n", `${eol}${inner}`)}${eol}`
  // A brace on a line of its own stays there, behind what is added; any other moves to one.
  const lineStart = text.lastIndexOf("\n", close) + 1
  return text.slice(lineStart, close).trim() === ""
    ? spliced(text, last, lineStart, added)
    : spliced(text, last, close, `${eol}${added}${outer}`)
}

/** The text with `added` at an offset, and a comma behind the member that was the last. */
function spliced(text: string, last: Node | undefined, at: number, added: string): string {
  const end = last === undefined ? at : last.offset + last.length
  const comma = last === undefined ? "" : ","
  return text.slice(0, end) + comma + text.slice(end, at) + added + text.slice(at)
}

/** The blanks that begin the line of an offset. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))![0]
}
