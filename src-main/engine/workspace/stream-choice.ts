import type { MetaAllocation } from "#shared/model/meta-allocation"
import { canonicalRiskProfile, namesOfRiskProfile, type RiskProfile } from "#shared/model/risk-profile"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { partsOfStream, type StreamFile, type StreamParts, streamFolder } from "./stream-names"

/** Whose stream is wanted, and the settings that choose it. */
export interface StreamRequest {
  readonly sleeveId: string
  /** The run's directory relative to the workspace, for problems. */
  readonly runPath: string
  readonly riskProfile: RiskProfile
  readonly settings: Pick<MetaAllocation, "stream" | "stream_profiles" | "allow_stream_substitution">
}

/** The stream that is read, and what it was chosen from. */
export interface StreamPick extends StreamParts {
  readonly requested: RiskProfile
  /** The risk profile it was made under. */
  readonly used: string
  /** `configured` by stream_profiles, `allowed` by allow_stream_substitution (the platform's order). */
  readonly substitution: "none" | "configured" | "allowed"
  /** Relative to the run directory. */
  readonly file: string
  /** Every stream that would have done, in order of preference; the first was taken. */
  readonly candidates: readonly string[]
}

/** Risk profiles the platform takes instead, without a word, in this order (reference 1.5.4). */
const platformSubstitutes: readonly RiskProfile[] = ["min_variance", "max_sharpe", "equal_weight", "barbell"]

/**
 * Chooses among a run's streams: those of the risk profile itself; else of the profile that `stream_profiles`
 * names for it; else, when substitution is allowed, the platform's. Of several, skfolio's is first, then by
 * name; `stream` narrows engine and simulator and is never given up. Fails with `stream.missing`.
 */
export function chooseAmong(streams: readonly StreamFile[], request: StreamRequest): Result<StreamPick> {
  for (const { risk, substitution } of sourcesOf(request)) {
    const found = candidatesFor(streams, risk, request.settings.stream)
    const [first] = found
    if (first === undefined) continue
    return ok({
      requested: request.riskProfile,
      used: risk,
      substitution,
      engine: first.engine,
      simulator: first.simulator,
      file: first.file,
      candidates: found.map(({ file }) => file),
    })
  }
  return failed(missing(streams, request))
}

interface Source {
  readonly risk: string
  readonly substitution: StreamPick["substitution"]
}

function sourcesOf({ riskProfile, settings }: StreamRequest): Source[] {
  const configured = configuredSource(riskProfile, settings.stream_profiles)
  return [
    { risk: riskProfile, substitution: "none" },
    ...(configured === undefined ? [] : [{ risk: configured, substitution: "configured" } as const]),
    ...(settings.allow_stream_substitution ? platformSubstitutes : []).map(
      (risk) => ({ risk, substitution: "allowed" }) as const,
    ),
  ]
}

/** `erc` and `risk_parity` are one, as keys and as values. */
function configuredSource(risk: RiskProfile, profiles: Readonly<Record<string, string>>): string | undefined {
  const key = Object.keys(profiles).find((name) => (canonicalRiskProfile(name) ?? name) === risk)
  const source = key === undefined ? undefined : profiles[key]
  return source === undefined ? undefined : (canonicalRiskProfile(source) ?? source)
}

function candidatesFor(
  streams: readonly StreamFile[],
  risk: string,
  wanted: { readonly engine?: string | undefined; readonly simulator?: string | undefined },
): (StreamFile & StreamParts)[] {
  const canonical = canonicalRiskProfile(risk)
  const names = canonical === undefined ? [risk] : namesOfRiskProfile(canonical)
  return streams
    .flatMap((stream) => {
      const parts = names.flatMap((name) => partsOfStream(stream.name, name) ?? [])[0]
      return parts === undefined ? [] : [{ ...stream, ...parts }]
    })
    .filter(({ engine, simulator }) => same(engine, wanted.engine) && same(simulator, wanted.simulator))
    .sort((a, b) => lacksSkfolio(a) - lacksSkfolio(b) || (a.name < b.name ? -1 : 1))
}

function same(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || name.toLowerCase() === wanted.toLowerCase()
}

function lacksSkfolio({ name }: StreamFile): number {
  return name.includes("skfolio") ? 0 : 1
}

function missing(
  streams: readonly StreamFile[],
  { sleeveId, runPath, riskProfile, settings }: StreamRequest,
): Problem {
  const { engine, simulator } = settings.stream
  const narrowed = [
    engine === undefined ? [] : `engine ${engine}`,
    simulator === undefined ? [] : `simulator ${simulator}`,
  ].flat()
  return problem("stream.missing", {
    what: `A sleeve has no return stream for ${[riskProfile, ...narrowed].join(", ")}.`,
    where: `sleeve ${sleeveId}: ${runPath}/${streamFolder}`,
    seen: streams.length === 0 ? "no streams" : streams.map(({ name }) => name).join(", "),
    remedy:
      narrowed.length === 0
        ? `Run the sleeve for ${riskProfile}, name a source under meta_allocation.stream_profiles, or leave ${riskProfile} out.`
        : "Run the sleeve with that engine and simulator, or change meta_allocation.stream.",
  })
}
