/** Milliseconds since 1970 of a stamp; null where it is none. The platform's stamps have no zone: they are UTC. */
export function instantOf(stamp: string | null): number | null {
  if (stamp === null || stamp === "") return null
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(stamp)
  const instant = Date.parse(hasZone ? stamp : `${stamp.replace(" ", "T")}Z`)
  return Number.isNaN(instant) ? null : instant
}
