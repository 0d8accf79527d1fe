import type { z } from "zod"
import type { ArtifactKind } from "#shared/model/artifact"
import type { Json } from "#shared/model/ledger"
import type { Result } from "#shared/problem/result"
import type { StageContext } from "./context"

/** One addressable step of a pipeline: what it is, what it takes, and the verb that does it. */
export interface Stage<P = unknown> {
  readonly id: string
  /** The platform's later names of the same stage. */
  readonly aliases: readonly string[]
  readonly title: string
  readonly description: string
  readonly category: string
  readonly tags: readonly string[]
  readonly params: z.ZodType<P>
  readonly reads: readonly ArtifactKind[]
  readonly writes: readonly ArtifactKind[]
  run(context: StageContext, params: unknown): Promise<Result<StageOutcome>>
}

/** What a stage says of its success; its artifacts are in the run directory's index. */
export interface StageOutcome {
  readonly warnings: readonly StageWarning[]
  readonly metrics: { readonly [name: string]: Json }
}

/**
 * Something that makes a run succeed *with warnings* (design 5.9): a veto, override, fallback or
 * substitution, unknown or degraded health, a soft gate that failed.
 */
export interface StageWarning {
  readonly code: string
  /** The meta profile, or `meta/sleeve`, it concerns. */
  readonly node: string
  readonly risk: string | null
  readonly note: string
}

/** Declares a stage: parses its parameters once, so that the verb gets them typed. */
export function stage<P>(
  spec: Omit<Stage<P>, "run"> & {
    /** Loads the verb on first use, so that listing stages costs nothing. */
    readonly verb: () => Promise<(context: StageContext, params: P) => Promise<Result<StageOutcome>>>
  },
): Stage<P> {
  const { verb, ...rest } = spec
  return {
    ...rest,
    run: async (context, params) => (await verb())(context, spec.params.parse(params)),
  }
}
