/** Where the workspace and its manifest were named, as they were named. */
export interface NamedPlace {
  readonly workspace?: string
  readonly manifest?: string
}

/** The call of `nestfolio run` that does what was planned, its words quoted for a POSIX shell. */
export function runCommandOf(
  metaProfile: string,
  riskProfiles: readonly string[],
  command: Readonly<Record<string, unknown>>,
  { workspace, manifest }: NamedPlace = {},
): string {
  const place = [
    ...(workspace === undefined ? [] : ["--workspace", workspace]),
    ...(manifest === undefined ? [] : ["--manifest", manifest]),
  ]
  const params = Object.entries(command).flatMap(([name, value]) => ["--param", `${name}=${textOf(value)}`])
  return ["nestfolio", "run", metaProfile, "--risk-profiles", riskProfiles.join(","), ...params, ...place]
    .map(quoted)
    .join(" ")
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
