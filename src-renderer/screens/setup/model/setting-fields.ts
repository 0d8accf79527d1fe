import { z } from "zod"
import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { type SettingPath, type SettingUnit, settingTexts } from "./setting-texts"

/** One field of the form, as the schema of `meta_allocation` describes it. */
export interface SettingField {
  readonly path: SettingPath
  readonly label: string
  readonly says: string
  readonly unit: SettingUnit
  readonly kind: "number" | "choice" | "switch" | "text" | "list" | "json"
  readonly choices: readonly string[]
  readonly range: Range
  /** Whether it may be left out: its default then depends on the engine. */
  readonly isOptional: boolean
}

/** Limits of a number; null where there is none. */
export interface Range {
  readonly least: number | null
  readonly most: number | null
  /** Whether the limits themselves are refused. */
  readonly isOpenBelow: boolean
  readonly isOpenAbove: boolean
  readonly isWhole: boolean
}

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: unknown
  readonly items?: JsonSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly description?: string
  readonly default?: unknown
}

/** Every setting of `meta_allocation`, in the schema's order. */
export const settingFields: readonly SettingField[] = fieldsBelow(
  z.toJSONSchema(metaAllocationSchema, { io: "input" }) as JsonSchema,
  "",
)

export function fieldAt(path: SettingPath): SettingField {
  return settingFields.find((field) => field.path === path)!
}

/** Sections are taken apart; a record of free names stays one field of JSON. */
function fieldsBelow(schema: JsonSchema, above: string): readonly SettingField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, below]) => {
    const path = `${above}${key}`
    const isSection = below.properties !== undefined && !Object.hasOwn(settingTexts, path)
    return isSection ? fieldsBelow(below, `${path}.`) : [fieldOf(path as SettingPath, below)]
  })
}

function fieldOf(path: SettingPath, schema: JsonSchema): SettingField {
  const text = settingTexts[path]
  const said = schema.description
  return {
    path,
    label: text.label,
    says: said === undefined ? text.says : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`,
    unit: text.unit ?? "none",
    ...kindOf(schema),
    range: rangeOf(schema),
    isOptional: schema.default === undefined,
  }
}

function kindOf(schema: JsonSchema): Pick<SettingField, "kind" | "choices"> {
  const choices = schema.enum ?? schema.anyOf?.map((one) => one.const)
  if (choices?.every((one) => one !== undefined) === true)
    return { kind: "choice", choices: choices.map(String) }
  if (schema.type === "number" || schema.type === "integer") return { kind: "number", choices: [] }
  if (schema.type === "boolean") return { kind: "switch", choices: [] }
  if (schema.type === "array" && schema.items?.type === "string")
    return { kind: "list", choices: (schema.items.enum ?? []).map(String) }
  const isJson = schema.type === "object" || schema.type === "array"
  return { kind: isJson ? "json" : "text", choices: [] }
}

function rangeOf(schema: JsonSchema): Range {
  const most = schema.exclusiveMaximum ?? schema.maximum ?? null
  return {
    least: schema.exclusiveMinimum ?? schema.minimum ?? null,
    most: most === Number.MAX_SAFE_INTEGER ? null : most,
    isOpenBelow: schema.exclusiveMinimum !== undefined,
    isOpenAbove: schema.exclusiveMaximum !== undefined,
    isWhole: schema.type === "integer",
  }
}
