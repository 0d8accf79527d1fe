/** Parts of a ledger record as a trace shows them; what is not there, or of another kind, is null or empty. */
export type TraceRecord = Readonly<Record<string, unknown>>

export function textIn(value: unknown, key: string): string | null {
  const found = memberOf(value, key)
  return typeof found === "string" ? found : null
}

export function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as TraceRecord)[key] : undefined
}

/** As JSON; "{}" where nothing is told. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value ?? {})
}

/** Whose step or decision it is. */
export function placeIn(record: TraceRecord) {
  const { context } = record
  return {
    node: textIn(context, "meta_profile"),
    risk: textIn(context, "risk_profile") ?? textIn(context, "profile"),
    sleeve: textIn(context, "sleeve"),
  }
}
