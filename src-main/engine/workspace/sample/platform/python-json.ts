import { ensure } from "#shared/problem/ensure"

/** A number that Python would hold as `float`: 1 is written `1.0`. Plain numbers are written as `int`. */
export class PyFloat {
  constructor(readonly value: number) {}
}

export type PyValue =
  | null
  | boolean
  | number
  | string
  | PyFloat
  | readonly PyValue[]
  | { readonly [key: string]: PyValue }

export function float(value: number): PyFloat {
  return new PyFloat(value)
}

/**
 * What Python's `json.dumps(value, sort_keys=sorted)` gives: separators ", " and ": ", ASCII escapes,
 * floats as their `repr`. The platform hashes its ledger records in this form (reference 1.12).
 *
 * Keys are ordered by UTF-16 code units, which is Python's order for all of the basic plane.
 */
export function pythonJson(value: PyValue, sorted: boolean): string {
  if (value === null) return "null"
  if (typeof value === "boolean") return value ? "true" : "false"
  if (typeof value === "number") return integer(value)
  if (typeof value === "string") return quoted(value)
  if (value instanceof PyFloat) return floatRepr(value.value)
  if (isList(value)) return `[${value.map((item) => pythonJson(item, sorted)).join(", ")}]`
  const keys = Object.keys(value)
  if (sorted) keys.sort()
  return `{${keys.map((key) => `${quoted(key)}: ${pythonJson(value[key]!, sorted)}`).join(", ")}}`
}

function isList(value: object): value is readonly PyValue[] {
  return Array.isArray(value)
}

function integer(value: number): string {
  ensure(Number.isSafeInteger(value), "a number that is no integer is wrapped as a float")
  return String(value)
}

/**
 * Python's `repr(float)`. Both languages give the shortest digits that read back to the same value;
 * they differ in where the exponent form starts (Python: below 1e-4 and from 1e16 on) and in its shape.
 */
export function floatRepr(value: number): string {
  ensure(Number.isFinite(value), "a ledger holds finite numbers only")
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value)
    return text.includes(".") ? text : `${text}.0`
  }
  const sign = value < 0 || Object.is(value, -0) ? "-" : ""
  const [mantissa, exponentText] = size.toExponential().split("e")
  const digits = mantissa!.replace(".", "")
  const exponent = Number(exponentText)
  if (value === 0) return `${sign}0.0`
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ""
  const power = String(Math.abs(exponent)).padStart(2, "0")
  return `${sign}${digits[0]!}${fraction}e${exponent < 0 ? "-" : "+"}${power}`
}

const needsEscape = /[^ !#-[\]-~]/

function quoted(text: string): string {
  if (!needsEscape.test(text)) return `"${text}"`
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}
