import { randomBytes } from "node:crypto"
import { ExitCode } from "#shared/problem/exit-code"
import { exitCodeOf, type Problem, problem } from "#shared/problem/problem"
import { runIdFrom } from "#shared/quantity/run-id"
import { paintFor } from "./colour"
import type { CommandFile, CommandInput } from "./command-file"
import type { Invocation } from "./invocation"
import { type OutputForm, printAnswer, printProblems, printWarnings, type Sinks } from "./output"
import { openProgress } from "./progress"
import { interruptSignal } from "./signals"

/** The process's own streams. */
export const sinks: Sinks = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
}

/** Runs a command with everything it needs of the process, prints what it gives, and gives the exit code. */
export async function executeCommand(
  command: CommandFile,
  input: CommandInput,
  version: string,
): Promise<ExitCode> {
  const form: OutputForm = input.options["output"] === "json" ? "json" : "text"
  const environment = process.env
  const quiet = input.options["quiet"] === true
  const withStack = input.options["verbose"] === true || Boolean(environment["NESTFOLIO_DEBUG"])
  const progress = await openProgress({
    stream: process.stderr,
    quiet: quiet || command.reportsProgress !== true,
    environment,
  })
  const interrupt = interruptSignal()
  try {
    const clock = () => new Date().toISOString()
    const invocation: Invocation = {
      cwd: process.cwd(),
      environment,
      version,
      workspaceFlag: input.options["workspace"] as string | undefined,
      manifestFlag: input.options["manifest"] as string | undefined,
      signal: interrupt.signal,
      clock,
      newRunId: () => runIdFrom(clock(), randomBytes(3).toString("hex")),
      onProgress: progress.report,
    }
    const result = await command.run(invocation, input)
    progress.end()
    if (!result.ok) return refuse(result.problems, form, withStack)
    const view = { paint: paintFor(process.stderr, environment), withStack }
    printAnswer(result.value, form, sinks, view)
    if (!quiet) printWarnings(result.value, sinks, view)
    return (await result.value.stay?.()) ?? result.value.exitCode ?? ExitCode.ok
  } catch (error) {
    progress.end()
    return reportBug(error, form, withStack)
  } finally {
    interrupt.release()
  }
}

/** Says problems instead of data, and gives their exit code. */
export function refuse(problems: readonly Problem[], form: OutputForm, withStack = false): ExitCode {
  printProblems(problems, form, sinks, { paint: paintFor(process.stderr, process.env), withStack })
  return exitCodeOf(problems)
}

/** A throw is a bug of ours: said as one problem, with the stack only for those who ask for it. */
function reportBug(error: unknown, form: OutputForm, withStack: boolean): ExitCode {
  const message = error instanceof Error ? error.message : String(error)
  if (withStack && error instanceof Error) sinks.stderr(`${error.stack}\n`)
  return refuse(
    [
      problem("internal", {
        what: "The program broke one of its own promises.",
        where: "nestfolio",
        seen: message,
        remedy: "run again with --verbose and report what it prints; nothing you entered is at fault",
      }),
    ],
    form,
  )
}
