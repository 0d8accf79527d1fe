import { nearestNames } from "#shared/problem/nearest-names"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Stage } from "#engine/stages/stage"

export interface StageFilter {
  readonly category?: string
  readonly tag?: string
}

/** The stages of the product, by id and by the platform's other names of them. */
export class StageRegistry {
  readonly #stages: readonly Stage[]
  readonly #byName = new Map<string, Stage>()

  /** Throws on a name that two stages claim: a mistake in `stages/register.ts`. */
  constructor(stages: readonly Stage[]) {
    this.#stages = stages
    for (const stage of stages) {
      for (const name of [stage.id, ...stage.aliases]) {
        const other = this.#byName.get(name)
        if (other !== undefined)
          throw new Error(`Stages ${other.id} and ${stage.id} both claim the name ${name}`)
        this.#byName.set(name, stage)
      }
    }
  }

  /** Stages in the order of registration, which is the order of the pipeline. */
  list(filter: StageFilter = {}): readonly Stage[] {
    return this.#stages.filter(
      (stage) =>
        (filter.category === undefined || stage.category === filter.category) &&
        (filter.tag === undefined || stage.tags.includes(filter.tag)),
    )
  }

  /** A stage by id or alias; `usage.unknownStage` with the nearest names otherwise. */
  find(name: string): Result<Stage> {
    const stage = this.#byName.get(name)
    if (stage !== undefined) return ok(stage)
    const near = nearestNames(name, [...this.#byName.keys()])
    return failed(
      problem("usage.unknownStage", {
        what: `There is no stage ${name}.`,
        where: name,
        seen: `the stages ${this.#stages.map((known) => known.id).join(", ")}`,
        remedy:
          near.length > 0 ? `did you mean ${near.join(" or ")}?` : "list them with `nestfolio stage list`",
      }),
    )
  }
}
