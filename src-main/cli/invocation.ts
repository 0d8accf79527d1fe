import type { ProgressEvent } from "#shared/model/progress"
import type { RunId } from "#shared/quantity/run-id"

/** What one call of the command line brings along: nothing below reads the process itself. */
export interface Invocation {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly version: string
  readonly workspaceFlag: string | undefined
  readonly manifestFlag: string | undefined
  readonly signal: AbortSignal
  readonly clock: () => string
  readonly newRunId: () => RunId
  readonly onProgress: (event: ProgressEvent) => void
}
