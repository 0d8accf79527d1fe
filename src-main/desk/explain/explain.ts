import type { ExplainableFigures, Explanation } from "#shared/model/explanation"
import { nearestNames } from "#shared/problem/nearest-names"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { canonicalAddress } from "#shared/report/explain-report"
import type { Explainable } from "#shared/report/explainable"
import { explanationOf, filesBehind, type WalkedTables } from "#shared/report/explanation"
import { RunRecords } from "#shared/report/run-records"
import { showFigure } from "#shared/report/show-figure"
import type { FoundFigure } from "#engine/stages/meta/provenance/explainable"
import { figuresOf } from "#engine/stages/meta/provenance/figures"
import { FileTable } from "#engine/stages/meta/provenance/file-table"
import { explainableOf, provenanceOf } from "#engine/stages/meta/provenance/provenance"
import { ExplainedRun } from "./explained-run"

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
  const files = new FileTable(run)
  // Places every file that a figure stands on before the tables are read.
  const provenance = provenanceOf(run, figures, files)
  const tables = { ...provenance, records: new RunRecords(run.ledger.tell(files.entries())) }
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
      if (found !== undefined) return explain(run, explainableOf(found, files), files, tables)
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

function explain(
  run: ExplainedRun,
  found: Explainable,
  files: FileTable,
  tables: WalkedTables,
): Result<Explanation> {
  const wrong = filesBehind(found, tables.files).flatMap((place) => wrongFile(run, files, place))
  const [first, ...more] = new Set(wrong)
  if (first !== undefined) return failed(first, ...more)
  return ok(explanationOf(run.record.run_id, found, tables))
}

/** A file that is not what the run wrote, or that the run does not say the origin of. */
function wrongFile(run: ExplainedRun, files: FileTable, place: number): readonly Problem[] {
  const { entry, problems } = files.at(place)
  const compared = run.compare(entry)
  return [
    ...(compared.ok ? [] : compared.problems),
    ...(entry.kind === "input" ? [] : run.ledger.unwritten(entry)),
    ...problems,
  ]
}

function unknownFigure(run: ExplainedRun, address: string, figures: readonly FoundFigure[]): Result<never> {
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
