import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDot,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconLoader2,
  IconPlugConnectedX,
  IconSquareX,
  IconStack2,
  type Icon,
} from "@tabler/icons-react"
import type { RunState } from "#shared/model/run"
import classes from "./state-chip.module.css"

type Tone = "ok" | "warning" | "failed" | "vetoed" | "unknown" | "running"

interface Look {
  readonly glyph: Icon
  readonly tone: Tone
  readonly word: string
  /** The state as a sentence. */
  readonly says: string
}

export const runStateLooks: Readonly<Record<RunState, Look>> = {
  queued: { glyph: IconClock, tone: "unknown", word: "queued", says: "Waits until another run ends." },
  running: { glyph: IconLoader2, tone: "running", word: "running", says: "Is being computed." },
  cached: { glyph: IconStack2, tone: "ok", word: "cached", says: "Was taken from the cache, by its hash." },
  succeeded: { glyph: IconCircleCheck, tone: "ok", word: "succeeded", says: "Ended with every gate passed." },
  succeeded_with_warnings: {
    glyph: IconAlertTriangle,
    tone: "warning",
    word: "with warnings",
    says: "Ended; something was vetoed, substituted or fell back.",
  },
  vetoed: { glyph: IconBan, tone: "vetoed", word: "vetoed", says: "A guardrail left this sleeve out." },
  aborted_by_guardrail: {
    glyph: IconHandStop,
    tone: "vetoed",
    word: "stopped by guardrail",
    says: "A guardrail ended the run before it had weights.",
  },
  failed: { glyph: IconCircleX, tone: "failed", word: "failed", says: "Could not be completed." },
  crashed: {
    glyph: IconPlugConnectedX,
    tone: "failed",
    word: "crashed",
    says: "Its process went away; it can be resumed.",
  },
  cancelling: {
    glyph: IconSquareX,
    tone: "unknown",
    word: "cancelling",
    says: "Its process is being ended.",
  },
  cancelled: { glyph: IconSquareX, tone: "unknown", word: "cancelled", says: "Was ended by a person." },
}

/** A run's state: glyph, word and colour together. */
export function StateChip({ state }: { readonly state: RunState }) {
  return <Chip look={runStateLooks[state]} />
}

export type HealthWord = "healthy" | "degraded" | "vetoed" | "unknown"

export const healthLooks: Readonly<Record<HealthWord, Look>> = {
  healthy: {
    glyph: IconCircleCheck,
    tone: "ok",
    word: "healthy",
    says: "Every expected window has an optimisation that succeeded.",
  },
  degraded: {
    glyph: IconAlertTriangle,
    tone: "warning",
    word: "degraded",
    says: "Above the threshold, with windows that failed, fell back or are missing.",
  },
  vetoed: { glyph: IconBan, tone: "vetoed", word: "vetoed", says: "Below the threshold: left out." },
  unknown: { glyph: IconCircleDashed, tone: "unknown", word: "unknown", says: "There is no evidence." },
}

/** A sleeve's verdict. */
export function HealthChip({ verdict }: { readonly verdict: HealthWord }) {
  return <Chip look={healthLooks[verdict]} />
}

const verdictLooks: Readonly<Record<"PASS" | "WARN" | "FAIL", Look>> = {
  PASS: {
    glyph: IconCircleCheck,
    tone: "ok",
    word: "PASS",
    says: "No gate failed and nothing was left out.",
  },
  WARN: { glyph: IconAlertTriangle, tone: "warning", word: "WARN", says: "Usable; read the reasons first." },
  FAIL: { glyph: IconCircleX, tone: "failed", word: "FAIL", says: "A gate failed or there are no weights." },
}

/** A report's verdict. */
export function VerdictChip({ verdict }: { readonly verdict: "PASS" | "WARN" | "FAIL" }) {
  return <Chip look={verdictLooks[verdict]} />
}

/** A free word with a tone, for what has no table of its own. */
export function ToneChip({
  tone,
  word,
  says,
}: {
  readonly tone: Tone
  readonly word: string
  readonly says?: string
}) {
  const glyph =
    tone === "ok"
      ? IconCircleCheck
      : tone === "warning"
        ? IconAlertTriangle
        : tone === "failed"
          ? IconCircleX
          : tone === "vetoed"
            ? IconBan
            : IconCircleDot
  return <Chip look={{ glyph, tone, word, says: says ?? word }} />
}

function Chip({ look }: { readonly look: Look }) {
  const Glyph = look.glyph
  return (
    <span className={classes["chip"]} data-tone={look.tone} title={look.says}>
      <Glyph size={14} stroke={1.8} aria-hidden />
      {look.word}
    </span>
  )
}
