import { ExitCode } from "#shared/problem/exit-code"
import { describeProblem, problem } from "#shared/problem/problem"

/**
 * Says on stderr that standard output took no more, and ends the process. A reader that closed early
 * (`| head`) is no failure.
 */
export function sayLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return
  const full = error.code === "ENOSPC" || error.code === "EDQUOT"
  const lost = problem(full ? "workspace.diskFull" : "workspace.notWritable", {
    what: full
      ? "The disk is full, so the answer could not be written whole."
      : "The answer could not be written whole.",
    where: "standard output",
    seen: error.code ?? error.message,
    remedy: full
      ? "Free some space or send the output elsewhere, and ask again; a run that was made stays as it is."
      : "Send the output elsewhere, and ask again; a run that was made stays as it is.",
  })
  process.stderr.write(`${describeProblem(lost)}\n`)
  process.exit(ExitCode.input)
}
