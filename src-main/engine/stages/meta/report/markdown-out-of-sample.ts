import type { OutOfSampleSection, SolvedSection } from "#shared/model/report"
import { formatPercent } from "#shared/quantity/format"
import { showFigure } from "#shared/report/show-figure"
import { heading, paragraph, table } from "./markdown-blocks"
import { renderPath } from "./markdown-figures"

const sources = {
  solved: "solved",
  fallback: "fallback profile",
  held: "no solution, kept what was held",
  equalWeight: "no solution, equal weights",
} as const

/** The walk-forward beside its baselines, first of all; nothing where there is none. */
export function renderOutOfSample(section: SolvedSection["out_of_sample"]): string {
  if (section?.kind !== "tested") return ""
  const { walk_forward: walked, baselines, rows } = section
  const { figures } = walked
  const all = [walked, ...baselines]
  return [
    heading(3, "Figures, out of sample"),
    paragraph(
      `${figures.title}. ${figures.first} to ${figures.last}, ${figures.rows} rows in ${section.windows.count} windows, after ${rows.before} rows to train on${rows.after === 0 ? "" : ` and before ${rows.after} rows that fill no window`}; ${figures.calendar}, hence ${figures.periods_per_year} periods per year.`,
    ),
    table(
      ["Figure", ...all.map(({ title }) => title)],
      [
        ...figures.figures.map((figure, i) => [
          figure.title,
          ...all.map((portfolio) => showFigure(portfolio.figures.figures[i]!)),
        ]),
        ...walked.trading.map((figure, i) => [
          figure.title,
          ...all.map((portfolio) => showFigure(portfolio.trading[i]!)),
        ]),
      ],
    ),
    paragraph("How these figures came to be:"),
    bullets([
      ...all.map(({ title, rule, lost_on: lostOn }) =>
        lostOn === null ? `${title}: ${rule}.` : `${title}: ${rule}. **All wealth was lost on ${lostOn}.**`,
      ),
      ...section.rules,
    ]),
    paragraph("What to know before believing them:"),
    bullets(section.caveats),
    renderPath(figures),
    renderWindows(section),
  ].join("\n")
}

/** Why a section has no figures out of sample, in the words of its in-sample paragraph. */
export function absenceOf(section: SolvedSection["out_of_sample"]): string {
  if (section === null) return " There are no out-of-sample figures of this meta profile."
  if (section.kind === "tested") return ""
  return ` There are no out-of-sample figures: ${section.problem.what} (${section.problem.seen})`
}

function renderWindows({ windows }: OutOfSampleSection): string {
  const { count, last } = windows
  const sleeves = Object.keys(last.find(({ weights }) => weights !== null)?.weights ?? {})
  return [
    heading(4, "Windows"),
    last.length < count
      ? paragraph(`The last ${last.length} of ${count}; the backtest's own file holds them all.`)
      : "",
    table(
      ["Tested from", "to", "Weights", ...sleeves, "Turnover", "Return"],
      last.map(({ held, source, weights, turnover, return: earned }) => [
        held.first,
        held.last,
        sources[source],
        ...sleeves.map((id) => (weights === null ? "" : formatPercent(weights[id]!))),
        formatPercent(turnover),
        formatPercent(earned),
      ]),
    ),
  ]
    .filter((block) => block !== "")
    .join("\n")
}

function bullets(sentences: readonly string[]): string {
  return `${sentences.map((sentence) => `- ${sentence}`).join("\n")}\n`
}
