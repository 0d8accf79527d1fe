import type { Clock } from "#shared/quantity/clock"

/** What the process that answers questions brings along: nothing of it is read from globals. */
export interface AnswerEnvironment {
  readonly clock: Clock
  readonly programVersion: string
  /** Variables of the process: a layer of the settings. */
  readonly variables: Readonly<Record<string, string | undefined>>
}
