import type { z } from "zod"
import { parseSoundJson } from "#engine/artifacts/formats/sound-json"

/**
 * Reads a text as what a schema wants: the first of text, number, boolean, JSON and comma-separated list
 * that the schema accepts. When it accepts none: JSON of the wanted kind that is wrong further down, so that the
 * refusal tells where, else the text itself, so that the refusal shows what was written.
 */
export function coerceBySchema(schema: z.ZodType, text: string): unknown {
  const accepted = readings(text).find((reading) => schema.safeParse(reading).success)
  if (accepted !== undefined) return accepted
  const json = asJson(text)
  const issues = schema.safeParse(json).error?.issues ?? []
  return json !== undefined && issues.every(({ path }) => path.length > 0) ? json : text
}

/** Without a schema: true and false are booleans, decimal numbers are numbers, JSON brackets are JSON. */
export function coerceScalar(text: string): unknown {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true"
  const number = asNumber(text)
  return number ?? asJson(text) ?? text
}

/** The schema at a path below another, through objects, records, options and defaults; undefined when there is none. */
export function schemaAt(schema: z.ZodType, path: readonly string[]): z.ZodType | undefined {
  const { def } = schema._zod as z.core.$ZodTypeInternals & { def: SchemaDef }
  if (def.type === "optional" || def.type === "default") return schemaAt(def.innerType, path)
  const [step, ...rest] = path
  if (step === undefined) return schema
  if (def.type === "record") return schemaAt(def.valueType, rest)
  // Every object has a `constructor`, which is no setting.
  const below = def.type === "object" && Object.hasOwn(def.shape, step) ? def.shape[step] : undefined
  return below === undefined ? undefined : schemaAt(below, rest)
}

type SchemaDef =
  | { readonly type: "optional" | "default"; readonly innerType: z.ZodType }
  | { readonly type: "object"; readonly shape: Readonly<Record<string, z.ZodType>> }
  | { readonly type: "record"; readonly valueType: z.ZodType }
  | { readonly type: "number" }

function readings(text: string): unknown[] {
  return [
    text,
    asNumber(text),
    asBoolean(text),
    asJson(text),
    text.split(",").map((part) => part.trim()),
  ].filter((reading) => reading !== undefined)
}

function asNumber(text: string): number | undefined {
  const isDecimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())
  return isDecimal && Number.isFinite(Number(text)) ? Number(text) : undefined
}

function asBoolean(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true
  return /^(false|0|no|off)$/i.test(text) ? false : undefined
}

function asJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return parseSoundJson(text)
  } catch {
    return undefined
  }
}
