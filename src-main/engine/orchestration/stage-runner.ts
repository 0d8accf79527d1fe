import { ok, type Result } from "#shared/problem/result"
import type { StageContext } from "#engine/stages/context"
import { recordDecision } from "#engine/stages/record"
import { stages } from "#engine/stages/register"
import type { StageWarning } from "#engine/stages/stage"
import { type FinishedStages, nothingFinished } from "./finished-stages"
import { StageRegistry } from "./registry"

/** Parameters of a stage as the pipeline gives them: one with a risk profile belongs to its lane. */
export type PipelineParams = Readonly<Record<string, unknown>> & { readonly risk_profile?: string }

/**
 * Runs the stages of a pipeline one by one and notes each that finished. In a run that is taken up again, a
 * stage that finished before is kept, unless an earlier one of its risk profile had to be run again; what
 * covers all risk profiles is kept only when nothing was run again.
 */
export class StageRunner {
  readonly #registry = new StageRegistry(stages)
  /** Risk profiles in which a stage was run; null stands for all. */
  readonly #lanesRun = new Set<string | null>()

  constructor(
    private readonly context: StageContext,
    private readonly finished: FinishedStages = nothingFinished,
  ) {}

  /** The warnings that the stage ended with, now or before. Fails as the stage, or with `usage.unknownStage`. */
  async run(stageId: string, params: PipelineParams): Promise<Result<readonly StageWarning[]>> {
    const stage = this.#registry.find(stageId)
    if (!stage.ok) return stage
    const lane = params.risk_profile ?? null
    const fresh = lane === null ? this.#lanesRun.size > 0 : this.#lanesRun.has(lane)
    const before = fresh ? undefined : this.finished(stageId, lane)
    if (before !== undefined) return this.#keep(stageId, lane, before)

    this.#lanesRun.add(lane)
    const outcome = await stage.value.run(this.context, params)
    if (!outcome.ok) return outcome
    const { warnings } = outcome.value
    const noted = this.context.ledger.append(
      {
        type: "stage.finished",
        data: {
          stage: stageId,
          meta_profile: this.#root,
          risk_profile: lane,
          warnings: warnings.map((warning) => ({ ...warning })),
        },
      },
      // Lost in a power cut, it only means that the stage is run again.
      { sync: false },
    )
    return noted.ok ? ok(warnings) : noted
  }

  #keep(
    stage: string,
    risk: string | null,
    warnings: readonly StageWarning[],
  ): Result<readonly StageWarning[]> {
    const note = "finished before the run was taken up again"
    const told = recordDecision(this.context, "stage.kept", { node: this.#root, risk }, { stage, note })
    this.context.progress({ stage, node: this.#root, risk, state: "succeeded", done: 1, note })
    return told.ok ? ok(warnings) : told
  }

  get #root(): string {
    return this.context.resolved.root.profile
  }
}
