import type { FlattenCheck, FlattenedPortfolio } from "#shared/model/holding"
import type { ResolvedMeta } from "#shared/model/resolved"
import { ok, type Result } from "#shared/problem/result"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"
import { openRun } from "../opened"
import { KeptRun } from "../runs/kept-run"
import { type HoldingRisks, holdingRisks } from "./holding-risk"

/** What a run holds under one risk profile, with all that is known of it. */
export interface RunHoldings {
  readonly runId: string
  readonly run: KeptRun
  readonly root: ResolvedMeta
  readonly riskProfile: string
  readonly portfolio: FlattenedPortfolio
  readonly check: FlattenCheck
  /** null while nobody asked for them. */
  readonly risks: HoldingRisks | null
}

const REMEMBERED = 4

/** The holdings that were read last: their map, table and details are asked for one after the other. */
export class HoldingsMemory {
  readonly #known = new Map<string, { readonly sha256: string; readonly holdings: RunHoldings }>()

  /**
   * Fails as `openRun`, with `usage.argument` for an unknown risk profile, and with `artifact.missing` or
   * `artifact.changed` for a run that did not come as far, or is not what it wrote.
   */
  async read(
    root: string,
    runId: string,
    riskProfile: string,
    withRisk: boolean,
  ): Promise<Result<RunHoldings>> {
    const found = openRun(root, runId)
    if (!found.ok) return found
    const risks = askedRiskProfiles([riskProfile], "risk profile")
    if (!risks.ok) return risks
    const risk = risks.value[0]!
    const run = KeptRun.open(found.value.path)
    if (!run.ok) return run
    const tree = run.value.root()
    if (!tree.ok) return tree
    const key = `${found.value.path}\n${risk}`
    const entry = run.value.find("portfolio_optimized_meta", tree.value.profile, risk)
    const known = this.#known.get(key)
    const isKnown = known !== undefined && known.sha256 === entry?.sha256
    if (isKnown && (!withRisk || known.holdings.risks !== null)) return ok(known.holdings)
    const read = isKnown ? ok(known.holdings) : readHoldings(run.value, runId, tree.value, risk)
    const whole = read.ok && withRisk ? await withRisks(read.value) : read
    if (whole.ok && entry !== undefined) this.#remember(key, entry.sha256, whole.value)
    return whole
  }

  #remember(key: string, sha256: string, holdings: RunHoldings): void {
    this.#known.delete(key)
    this.#known.set(key, { sha256, holdings })
    const [oldest] = this.#known.keys()
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest)
  }
}

function readHoldings(
  run: KeptRun,
  runId: string,
  root: ResolvedMeta,
  riskProfile: string,
): Result<RunHoldings> {
  const portfolio = run.json<FlattenedPortfolio>("portfolio_optimized_meta", root.profile, riskProfile)
  if (!portfolio.ok) return portfolio
  const check = run.json<FlattenCheck>("meta_flatten_check", root.profile, riskProfile)
  if (!check.ok) return check
  return ok({
    runId,
    run,
    root,
    riskProfile,
    portfolio: portfolio.value,
    check: check.value,
    risks: null,
  })
}

async function withRisks(holdings: RunHoldings): Promise<Result<RunHoldings>> {
  const risks = await holdingRisks(holdings.run, holdings.root, holdings.portfolio.weights)
  return risks.ok ? ok({ ...holdings, risks: risks.value }) : risks
}
