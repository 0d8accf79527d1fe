import type { LedgerLine } from "#engine/ledger/read"
import { programEnvironment } from "./environment"

/** Something that results may depend on and that is not what it was. */
export interface EnvironmentChange {
  readonly name: string
  readonly recorded: string
  readonly now: string
}

/** In what this program and its surroundings differ from those that a run's genesis record names. */
export function changedEnvironment(
  genesis: LedgerLine | undefined,
  programVersion: string,
): readonly EnvironmentChange[] {
  const recorded = (genesis?.record["environment"] ?? {}) as Readonly<Record<string, unknown>>
  const now: Readonly<Record<string, string>> = { program: programVersion, ...programEnvironment() }
  return Object.entries(now).flatMap(([name, value]) => {
    const told = recorded[name]
    const before = typeof told === "string" ? told : "unknown"
    return before === value ? [] : [{ name, recorded: before, now: value }]
  })
}
