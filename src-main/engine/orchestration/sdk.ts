import { z } from "zod"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { StageContext } from "#engine/stages/context"
import { stages } from "#engine/stages/register"
import type { Stage, StageOutcome } from "#engine/stages/stage"
import type { MetaOutcome, MetaRunOptions } from "./meta-run-options"
import { type StageFilter, StageRegistry } from "./registry"

/** What a listing shows of a stage. */
export interface StageSummary {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly tags: readonly string[]
  readonly aliases: readonly string[]
  readonly reads: readonly string[]
  readonly writes: readonly string[]
}

/** The programmatic face of the stages: list, describe, run one, run a pipeline (reference 2.2). */
export class QuantSdk {
  readonly #registry = new StageRegistry(stages)

  /** The stages of a category and tag, in pipeline order. */
  listStages(filter: StageFilter = {}): readonly StageSummary[] {
    return this.#registry
      .list(filter)
      .map(({ id, title, description, category, tags, aliases, reads, writes }) => ({
        id,
        title,
        description,
        category,
        tags,
        aliases,
        reads,
        writes,
      }))
  }

  /** A stage by id or alias. Fails with `usage.unknownStage`. */
  findStage(name: string): Result<Stage> {
    return this.#registry.find(name)
  }

  /** JSON schema (draft 2020-12) of a stage's parameters. */
  stageSchema(name: string): Result<object> {
    const stage = this.#registry.find(name)
    if (!stage.ok) return stage
    return ok(z.toJSONSchema(stage.value.params, { io: "input" }))
  }

  /**
   * Runs one stage in a context that a caller holds. `params` are parsed by the stage's schema; a parameter
   * that it refuses is `usage.argument`.
   */
  async runStage(
    name: string,
    context: StageContext,
    params: Readonly<Record<string, unknown>>,
  ): Promise<Result<StageOutcome>> {
    const stage = this.#registry.find(name)
    if (!stage.ok) return stage
    const parsed = stage.value.params.safeParse(params)
    if (!parsed.success) return failed(...refusedParameters(stage.value, parsed.error))
    return stage.value.run(context, params)
  }

  /** Runs a whole pipeline; `meta.full` is the one there is. Fails with `usage.unknownStage`. */
  async runPipeline(name: string, options: MetaRunOptions): Promise<Result<MetaOutcome>> {
    if (name === "meta.full") {
      const { executeMeta } = await import("./meta-pipeline")
      return ok(await executeMeta(options))
    }
    return failed(
      problem("usage.unknownStage", {
        what: `There is no pipeline ${name}.`,
        where: name,
        seen: "the pipeline meta.full",
        remedy: "run meta.full",
      }),
    )
  }
}

/** One problem per parameter that a stage's schema refuses. */
export function refusedParameters(stage: Stage, error: z.ZodError): readonly [Problem, ...Problem[]] {
  const problems = error.issues.map((issue) =>
    problem("usage.argument", {
      what: `A parameter of ${stage.id} has a value that it can't have.`,
      where: issue.path.length === 0 ? stage.id : `parameter ${issue.path.join(".")}`,
      seen: issue.message,
      remedy: `see \`nestfolio stage schema ${stage.id}\``,
    }),
  )
  return problems as [Problem, ...Problem[]]
}
