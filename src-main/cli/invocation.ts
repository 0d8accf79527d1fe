import type { ProgressEvent } from "#shared/model/progress"

/** What one call of the command line brings along: nothing below reads the process itself. */
export interface Invocation {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly version: string
  readonly workspaceFlag: string | undefined
  readonly manifestFlag: string | undefined
  readonly verbose: boolean
  readonly signal: AbortSignal
  readonly clock: () => string
  readonly newRunId: () => string
  readonly onProgress: (event: ProgressEvent) => void
}
