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

/** A line when a stage begins on a node and one when it ends there; ticks between them are for bars. */
export function openLines(write: (text: string) => void): Progress {
  const told = new Set<string>()
  return {
    report({ stage, risk, node, state, note }) {
      const step = [stage, ...(risk === null ? [] : [risk]), node].join("  ")
      const line = state === "running" ? `${step} ...` : `${step}  ${state}${note === "" ? "" : `: ${note}`}`
      if (told.has(line)) return
      told.add(line)
      write(`${line}\n`)
    },
    end: () => {},
  }
}

/** Stages that every risk profile goes through, each a third of its bar. */
const perRiskProfile = ["meta.returns", "meta.optimize", "meta.flatten"]

/** How far a risk profile is, 0 to 1: nested nodes are part of their parent's stage. */
export function laneFraction({ stage, node, done }: ProgressEvent, root: string): number {
  const at = perRiskProfile.indexOf(stage)
  return at < 0 ? done : (at + (node === root ? done : 0)) / perRiskProfile.length
}

/** One bar for the run as a whole and one for each risk profile. */
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
  const bars = new Map<string, { readonly bar: ReturnType<typeof multi.create>; reached: number }>()
  let root: string | undefined
  return {
    report(event) {
      root ??= event.node
      const lane = event.risk ?? "run"
      const payload = { lane: lane.padEnd(16), step: `${event.stage}  ${event.node}` }
      const known = bars.get(lane) ?? { bar: multi.create(100, 0, payload), reached: 0 }
      known.reached = Math.max(event.risk === null ? 0 : known.reached, laneFraction(event, root))
      bars.set(lane, known)
      known.bar.update(Math.round(known.reached * 100), payload)
    },
    end: () => multi.stop(),
  }
}
