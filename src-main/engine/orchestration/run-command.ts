/** The call of `nestfolio run` that does what was planned, its words quoted for a POSIX shell. */
export function runCommandOf(
  metaProfile: string,
  riskProfiles: readonly string[],
  command: Readonly<Record<string, unknown>>,
): string {
  const params = Object.entries(command).flatMap(([name, value]) => ["--param", `${name}=${textOf(value)}`])
  return ["nestfolio", "run", metaProfile, "--risk-profiles", riskProfiles.join(","), ...params]
    .map(quoted)
    .join(" ")
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
