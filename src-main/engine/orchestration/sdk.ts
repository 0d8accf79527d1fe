import { z } from "zod"
import { ok, type Result } from "#shared/problem/result"
import { stages } from "#engine/stages/register"
import type { Stage } from "#engine/stages/stage"
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
}
