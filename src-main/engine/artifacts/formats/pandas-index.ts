import { z } from "zod"

const pandasSchema = z.object({
  index_columns: z.array(z.unknown()),
  columns: z.array(
    z.looseObject({
      name: z.unknown(),
      field_name: z.string().nullable().optional(),
      metadata: z.unknown(),
    }),
  ),
})

/** What pandas noted about a table it wrote. */
export interface PandasNotes {
  /** Stored names of the index columns, in order; empty for a mere row count. */
  readonly indexColumns: readonly string[]
  /** Zone of a column of stamps with a zone, by stored name. */
  readonly zones: ReadonlyMap<string, string>
}

const zoneSchema = z.looseObject({ timezone: z.string() })

/** Reads the metadata key `pandas`; undefined when it is absent or not what pandas writes. */
export function readPandasNotes(text: string | undefined): PandasNotes | undefined {
  if (text === undefined) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  const notes = pandasSchema.safeParse(parsed)
  if (!notes.success) return undefined
  const zones = new Map<string, string>()
  for (const column of notes.data.columns) {
    const zone = zoneSchema.safeParse(column.metadata)
    const stored = column.field_name ?? column.name
    if (zone.success && typeof stored === "string") zones.set(stored, zone.data.timezone)
  }
  const indexColumns = notes.data.index_columns.filter((name) => typeof name === "string")
  return { indexColumns, zones }
}
