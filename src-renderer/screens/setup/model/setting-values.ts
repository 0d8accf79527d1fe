import { metaAllocationSchema } from "#shared/model/meta-allocation"
import type { SettingView } from "#shared/contract/engine/profile-rows"
import type { Range, SettingField } from "./setting-fields"

/** A setting's value with the layer that set it; undefined where it is left out. */
export interface SettingValue {
  readonly value: unknown
  readonly origin: string
}

const section = "meta_allocation."

/**
 * The value of a field among the effective settings. Records and lists are told leaf by leaf and are put together
 * again; their origin is the highest layer of a leaf.
 */
export function valueOf(field: SettingField, settings: readonly SettingView[]): SettingValue {
  const path = `${section}${field.path}`
  const own = settings.find((each) => each.path === path)
  if (own !== undefined) return { value: parsed(own.value), origin: own.origin }
  const leaves = settings.filter((each) => each.path.startsWith(`${path}.`))
  if (leaves.length === 0) return { value: undefined, origin: "code" }
  const value: Record<string, unknown> = {}
  for (const leaf of leaves) put(value, leaf.path.slice(path.length + 1).split("."), parsed(leaf.value))
  return { value, origin: highest(leaves.map(({ origin }) => origin)) }
}

const layers = ["code", "defaults", "profile", ".env", "environment", "command"]

function highest(origins: readonly string[]): string {
  return origins.toSorted((a, b) => layers.indexOf(b) - layers.indexOf(a))[0] ?? "code"
}

function put(into: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return
  if (rest.length === 0) into[key] = value
  else {
    into[key] ??= {}
    put(into[key] as Record<string, unknown>, rest, value)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A value as it is typed: fractions as percent, what is left out as "". */
export function textOf(field: SettingField, value: unknown): string {
  if (value === undefined || value === null) return ""
  if (field.unit === "fraction" && typeof value === "number") return String(tidy(value * 100))
  if (field.kind === "list" && Array.isArray(value)) return value.join(", ")
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** A value as people read it, with its unit. */
export function shownValue(field: SettingField, value: unknown): string {
  if (value === undefined || value === null) return "the engine's own"
  if (field.kind === "switch") return value === true ? "on" : "off"
  const text = textOf(field, value)
  if (field.unit === "fraction") return `${text} %`
  if (text === "" || text === "{}" || text === "[]") return "none"
  return text
}

export type Read =
  | { readonly ok: true; readonly parameter: string }
  | { readonly ok: false; readonly why: string }

/**
 * What was typed, as the command line would take it, or the schema's reason against it. `effective` are the values of
 * the other settings, since some only make sense together.
 */
export function readTyped(
  field: SettingField,
  typed: string,
  effective: Readonly<Record<string, unknown>>,
): Read {
  const text = typed.trim()
  if (text === "")
    return { ok: false, why: field.isOptional ? "Put it back to leave it out." : "Give a value." }
  const value = typedValue(field, text)
  if (value === undefined) return { ok: false, why: wrongKind(field) }
  const merged = structuredClone(effective) as Record<string, unknown>
  put(merged, field.path.split("."), value)
  const result = metaAllocationSchema.safeParse(merged)
  const issue = result.error?.issues.find(({ path }) =>
    `${path.map(String).join(".")}.`.startsWith(`${field.path}.`),
  )
  if (issue === undefined) return { ok: true, parameter: parameterOf(value) }
  const isRange = field.kind === "number" && (issue.code === "too_small" || issue.code === "too_big")
  return { ok: false, why: isRange ? `Must be ${rangeText(field)}.` : sentence(issue.message) }
}

function typedValue(field: SettingField, text: string): unknown {
  if (field.kind === "number" || (field.kind === "choice" && field.choices.every(isNumber))) {
    const number = decimal(text.replace(/\s*%$/, ""))
    return number === undefined ? undefined : field.unit === "fraction" ? tidy(number / 100) : number
  }
  if (field.kind === "switch") return text === "true"
  if (field.kind === "list")
    return text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
  if (field.kind === "json") {
    try {
      return JSON.parse(text) as unknown
    } catch {
      return undefined
    }
  }
  return field.path === "clusters" ? (decimal(text) ?? text) : text
}

function wrongKind(field: SettingField): string {
  return field.kind === "json" ? "Not JSON that can be read." : "Not a number."
}

function parameterOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** The value of a parameter of the draft, as the schema will read it. */
export function parameterValue(field: SettingField, parameter: string): unknown {
  return field.kind === "text" || (field.kind === "choice" && !field.choices.every(isNumber))
    ? parameter
    : parsed(parameter)
}

/** "from 0 % to 100 %", "above 0". */
export function rangeText({
  range,
  unit,
}: {
  readonly range: Range
  readonly unit: SettingField["unit"]
}): string {
  const { least, most, isOpenBelow, isOpenAbove, isWhole } = range
  const shown = (limit: number) => (unit === "fraction" ? `${tidy(limit * 100)} %` : String(limit))
  const whole = isWhole ? "a whole number " : ""
  if (least !== null && most !== null)
    return `${whole}${isOpenBelow ? "above" : "from"} ${shown(least)} ${isOpenAbove ? "and below" : "to"} ${shown(most)}`
  if (least !== null) return `${whole}${isOpenBelow ? "above" : "at least"} ${shown(least)}`
  if (most !== null) return `${whole}${isOpenAbove ? "below" : "at most"} ${shown(most)}`
  return isWhole ? "a whole number" : "a number"
}

function decimal(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined
}

const isNumber = (text: string) => decimal(text) !== undefined

/** Without the noise that a factor of 100 leaves in the last digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

function sentence(text: string): string {
  const [first = "", ...rest] = text
  return `${first.toUpperCase()}${rest.join("")}${/[.!?]$/.test(text) ? "" : "."}`
}
