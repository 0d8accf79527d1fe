import type { ExplainableFigures, ExplainedRecord, Explanation } from "#shared/model/explanation"
import { canonicalRiskProfile } from "#shared/model/risk-profile"
import { nearestNames } from "#shared/problem/nearest-names"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { showFigure } from "#engine/stages/meta/report/markdown-figures"
import type { Explainable } from "./explainable"
import { ExplainedRun } from "./explained-run"
import { figuresOf } from "./figures"
import { settingsBehind } from "./settings"
import { checkedFile, walkBack } from "./sources"

/** The figures of one run, for whoever asks for more than one. */
export interface RunExplainer {
  list(): ExplainableFigures
  /** See `explainFigure`. */
  explain(address: string): Result<Explanation>
}

/** Reads the figures of a run once. Takes the absolute run directory; fails like `explainFigure`. */
export function openExplainer(runPath: string): Result<RunExplainer> {
  const opened = ExplainedRun.open(runPath)
  if (!opened.ok) return opened
  const run = opened.value
  const { figures, problems } = figuresOf(run)
  return ok({
    list: () => ({
      run_id: run.record.run_id,
      figures: figures.map(({ address, figure }) => ({
        figure: address,
        title: figure.title,
        value: figure.value,
        shown: showFigure(figure),
      })),
      problems,
    }),
    explain: (address) => {
      const canonical = canonicalAddress(address)
      const found = figures.find((figure) => figure.address === canonical)
      if (found !== undefined) return explain(run, found)
      const [first, ...more] = problems
      return first === undefined ? unknownFigure(run, address, figures) : failed(first, ...more)
    },
  })
}

/**
 * A figure of a run walked back to its artifact, ledger records, inputs and settings. Takes the absolute run
 * directory and an address such as `hrp.sharpe` or `hrp.holding.BINANCE:BTCUSDT`. Reads nothing outside that
 * directory. Fails with `figure.unknown`, and with `artifact.changed`, `artifact.missing` or `ledger.broken`
 * when a file that the figure stands on is not what the run wrote.
 */
export function explainFigure(runPath: string, address: string): Result<Explanation> {
  const explainer = openExplainer(runPath)
  return explainer.ok ? explainer.value.explain(address) : explainer
}

/** What can be explained of a run, with the values. Fails like `explainFigure` when the run can't be read. */
export function listFigures(runPath: string): Result<ExplainableFigures> {
  const explainer = openExplainer(runPath)
  return explainer.ok ? ok(explainer.value.list()) : explainer
}

function explain(run: ExplainedRun, found: Explainable): Result<Explanation> {
  const { address, figure, factorReason, entry, jsonPath, metaProfile, settings, paths, beside } = found
  const inputs = walkBack(run, entry, found.madeFrom)
  if (!inputs.ok) return inputs
  return ok({
    run_id: run.record.run_id,
    figure: address,
    title: figure.title,
    value: figure.value,
    why: figure.why,
    shown: showFigure(figure),
    unit: figure.unit,
    note: figure.note,
    definition: figure.definition,
    undefined_when: figure.undefinedWhen,
    annualisation: figure.factor === null ? null : { factor: figure.factor, reason: factorReason ?? "" },
    paths,
    beside,
    artifact: { ...checkedFile(entry), json_path: jsonPath },
    ledger: recordsOf(run, found),
    inputs: inputs.value,
    settings: settingsBehind(run, { metaProfile, settings }, inputs.value),
  })
}

function recordsOf(run: ExplainedRun, { entry, decidedFor, metaProfile }: Explainable): ExplainedRecord[] {
  const decided =
    decidedFor === null ? [] : run.ledger.decisionsAbout(metaProfile, decidedFor.risk, decidedFor.sleeve)
  return [...run.ledger.stepOf(entry), ...decided].sort((a, b) => a.line - b.line)
}

/** An address begins with its risk profile, which may be an alias: erc.sharpe is risk_parity.sharpe. */
function canonicalAddress(address: string): string {
  return address.replace(/^[^.]+/, (name) => canonicalRiskProfile(name) ?? name)
}

function unknownFigure(run: ExplainedRun, address: string, figures: readonly Explainable[]): Result<never> {
  const near = nearestNames(
    address,
    figures.map((figure) => figure.address),
  )
  return failed(
    problem("figure.unknown", {
      what: `The run has no figure ${address}.`,
      where: `run ${run.record.run_id}`,
      seen: `${figures.length} figures of the risk profiles ${run.record.risk_profiles.join(", ")}`,
      remedy:
        near.length > 0
          ? `did you mean ${near.join(" or ")}?`
          : `list them with: nestfolio explain ${run.record.run_id}`,
    }),
  )
}
