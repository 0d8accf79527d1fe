/**
 * The settings to try, one record for each plan: a value that is several numbers is several values to try, and
 * several such settings are tried in every combination, the last changing fastest.
 */
export function casesOf(
  whatIf: Readonly<Record<string, string>>,
): readonly Readonly<Record<string, string>>[] {
  const names = Object.entries(whatIf)
  if (names.length === 0) return []
  return names.reduce<readonly Readonly<Record<string, string>>[]>(
    (cases, [name, value]) =>
      cases.flatMap((one) => valuesOf(value).map((tried) => ({ ...one, [name]: tried }))),
    [{}],
  )
}

function valuesOf(value: string): readonly string[] {
  const parts = value.split(",").map((part) => part.trim())
  const areNumbers = parts.every((part) => part !== "" && Number.isFinite(Number(part)))
  return areNumbers ? parts : [value]
}
