/** What a run was asked for beyond its profile's own settings. */
export interface AskedSettings {
  readonly riskProfiles: readonly string[]
  /** Settings of meta_allocation by their name, as the set-up form keeps them. */
  readonly parameters: Readonly<Record<string, string>>
}

const section = "meta_allocation."

/**
 * What `config/resolved_manifest.json` of a run tells of its set-up: its risk profiles, and the settings whose origin
 * is the command line or the form. null for another text.
 */
export function askedSettings(text: string): AskedSettings | null {
  const told = parsed(text)
  if (!isRecord(told) || !isRecord(told["origins"]) || !Array.isArray(told["risk_profiles"])) return null
  const riskProfiles = told["risk_profiles"].filter((one) => typeof one === "string")
  const parameters: Record<string, string> = {}
  for (const [path, origin] of Object.entries(told["origins"])) {
    if (origin !== "command" || !path.startsWith(section)) continue
    const value = path.split(".").reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), told)
    if (value === undefined || value === null) continue
    parameters[path.slice(section.length)] = typeof value === "string" ? value : JSON.stringify(value)
  }
  // Which ones are solved is the form's own field.
  delete parameters["profiles"]
  delete parameters["profile"]
  return { riskProfiles, parameters }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
