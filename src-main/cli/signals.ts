import { ExitCode } from "#shared/problem/exit-code"

/** Ctrl-C and a polite kill become an AbortSignal; the second one ends the process at once. */
export function interruptSignal(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController()
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted)
    controller.abort()
  }
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt)
  return {
    signal: controller.signal,
    release: () => void process.off("SIGINT", interrupt).off("SIGTERM", interrupt),
  }
}
