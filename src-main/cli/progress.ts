import type { ProgressEvent } from "#shared/model/progress"

export interface Progress {
  readonly report: (event: ProgressEvent) => void
  readonly end: () => void
}

/** What a progress display needs of stderr. */
export interface ProgressTarget {
  readonly stream: NodeJS.WriteStream
  readonly quiet: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Bars on a terminal, one line per step elsewhere, nothing when quiet. */
export async function openProgress(target: ProgressTarget): Promise<Progress> {
  if (target.quiet) return { report: () => {}, end: () => {} }
  const bars = target.stream.isTTY && target.environment["TERM"] !== "dumb"
  return bars ? openBars(target.stream) : openLines((text) => target.stream.write(text))
}

/** A line whenever the stage, the node or the state changes. */
export function openLines(write: (text: string) => void): Progress {
  const last = new Map<string, string>()
  return {
    report(event) {
      const lane = event.risk ?? ""
      const step = `${event.stage} ${event.node} ${event.state} ${event.note}`
      if (last.get(lane) === step) return
      last.set(lane, step)
      write(`${lineOf(event)}\n`)
    },
    end: () => {},
  }
}

/** "  42 %  meta.optimize  hrp  meta_core  (solving)". */
function lineOf(event: ProgressEvent): string {
  const percent = `${Math.round(event.done * 100)}`.padStart(3)
  const note = event.note === "" ? "" : `  ${event.note}`
  const state = event.state === "running" ? "" : `  ${event.state}`
  return (
    [`${percent} %  ${event.stage}`, ...(event.risk === null ? [] : [event.risk]), event.node].join("  ") +
    state +
    note
  )
}

/** One bar for the run and one per risk profile. */
async function openBars(stream: NodeJS.WriteStream): Promise<Progress> {
  const { default: cliProgress } = await import("cli-progress")
  const multi = new cliProgress.MultiBar(
    {
      stream,
      format: "{lane} {bar} {percentage} %  {step}",
      hideCursor: true,
      clearOnComplete: true,
      fps: 30,
    },
    cliProgress.Presets.rect,
  )
  const bars = new Map<string, ReturnType<typeof multi.create>>()
  return {
    report(event) {
      const lane = event.risk ?? "run"
      const payload = { lane: lane.padEnd(16), step: `${event.stage}  ${event.node}` }
      const bar = bars.get(lane) ?? multi.create(100, 0, payload)
      bars.set(lane, bar)
      bar.update(Math.round(event.done * 100), payload)
    },
    end: () => multi.stop(),
  }
}
