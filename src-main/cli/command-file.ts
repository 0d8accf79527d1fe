import type { ExitCode } from "#shared/problem/exit-code"
import type { Problem } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"
import type { Invocation } from "./invocation"

/** One command of the line: how it is called, and what it does. The table of them is in `commands/table.ts`. */
export interface CommandFile {
  /** Commander's form: `show <run>`, `stage list`. */
  readonly call: string
  readonly summary: string
  /** What follows `nestfolio` in the example that `--help` shows. */
  readonly example: string
  readonly options: readonly CommandOption[]
  /** Long work: bars or lines on stderr. */
  readonly reportsProgress?: true
  readonly run: (invocation: Invocation, input: CommandInput) => Promise<Result<Answer>>
}

export interface CommandOption {
  /** Commander's form: `--run-id <id>`. */
  readonly flags: string
  readonly description: string
  /** May be given more than once; its values arrive as an array. */
  readonly repeatable?: true
}

export interface CommandInput {
  readonly args: readonly string[]
  /** By commander's camel-case name. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

/** What a command gives: the same content for `--output json` and for a reader. */
export interface Answer {
  readonly data: unknown
  readonly text: string
  /** Shown on stderr beside the text; with `--output json` they are part of `data`. */
  readonly problems?: readonly Problem[]
  /** What does not stand in `data`: always said on stderr, unless it is to be quiet. */
  readonly warnings?: readonly Problem[]
  readonly exitCode?: ExitCode
  /** For a command that goes on after its answer is printed: until it ends by itself or is interrupted. */
  readonly stay?: () => Promise<ExitCode>
}

/** A text option's value. */
export function textOption(input: CommandInput, name: string): string | undefined {
  const value = input.options[name]
  return typeof value === "string" ? value : undefined
}

/** Whether a switch is set. */
export function switchOption(input: CommandInput, name: string): boolean {
  return input.options[name] === true
}

/** The values of a repeatable option, in the order given. */
export function listOption(input: CommandInput, name: string): readonly string[] {
  const value = input.options[name]
  return Array.isArray(value) ? value : []
}
