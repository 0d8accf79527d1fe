import { isProblem, type Problem } from "./told-problem"

/** A named part of what a record holds. */
export interface Fact {
  readonly name: string
  readonly text: string
}

const longest = 2000

/** The parts of a record's JSON object, flat: nested objects by dotted names, lists of plain values in one line. */
export function factsOf(json: string): Fact[] {
  const value = parsed(json)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value)
    .filter(([name]) => name !== "problems")
    .flatMap(([name, part]) => flat(name, part, 0))
}

/** The refusals that a failed step left in the ledger. */
export function problemsOf(json: string): Problem[] {
  const value = parsed(json)
  const told = typeof value === "object" && value !== null ? (value as { problems?: unknown }).problems : []
  return Array.isArray(told) ? told.filter(isProblem) : []
}

function flat(name: string, value: unknown, depth: number): Fact[] {
  if (value === null) return [{ name, text: "none" }]
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ name, text: "none" }]
    if (value.every((each) => typeof each !== "object"))
      return [{ name, text: cut(value.map(plain).join(", ")) }]
    return value.slice(0, 50).flatMap((each, index) => flat(`${name} ${index + 1}`, each, depth))
  }
  if (typeof value === "object") {
    const parts = Object.entries(value)
    if (parts.length === 0) return [{ name, text: "none" }]
    if (depth >= 3) return [{ name, text: cut(JSON.stringify(value)) }]
    return parts.flatMap(([key, part]) => flat(`${name}.${key}`, part, depth + 1))
  }
  return [{ name, text: cut(plain(value)) }]
}

/** What a record holds is shown as it was recorded: figures for people stand in the report. */
function plain(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no"
  return typeof value === "string" ? value : JSON.stringify(value)
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
