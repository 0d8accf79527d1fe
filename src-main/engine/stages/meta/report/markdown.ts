import type { HoldingsRisk, MetaReport, RiskSection, SolvedSection } from "#shared/model/report"
import { assertNever } from "#shared/problem/ensure"
import { formatPercent, formatRatio, shortHash } from "#shared/quantity/format"
import { heading, paragraph, table } from "./markdown-blocks"
import { renderDefinitions, renderFigures } from "./markdown-figures"
import { absenceOf, renderOutOfSample } from "./markdown-out-of-sample"
import { renderNode } from "./markdown-node"

/** The report as markdown: the same figures as the model, no number computed here. */
export function renderMarkdown(report: MetaReport): string {
  return [
    heading(1, `Meta-portfolio report: ${report.meta_profile}`),
    report.description === "" ? "" : paragraph(report.description),
    renderHeader(report),
    renderVerdict(report),
    renderCompleteness(report),
    ...report.risk_profiles.map(renderRisk),
    renderSignTest(report),
    renderSettings(report),
    definitionsOf(report),
  ]
    .filter((block) => block !== "")
    .join("\n")
}

/** The only block that names this run; comments fence it off for comparisons of two reports. */
function renderHeader({ header }: MetaReport): string {
  return [
    "<!-- header: differs from run to run -->\n",
    table(
      ["Run", header.run_id],
      [
        ["Generated", header.generated],
        ["Workspace", header.workspace],
        ["Program", `Nestfolio ${header.program_version}`],
        [
          "Environment",
          Object.entries(header.environment)
            .map(([key, value]) => `${key} ${value}`)
            .join(", "),
        ],
        ["Ledger", `head ${shortHash(header.ledger.head)} at record ${header.ledger.record}`],
      ],
    ),
    "<!-- /header -->\n",
  ].join("\n")
}

function renderVerdict({ verdict }: MetaReport): string {
  const reasons = verdict.reasons.map(
    (reason) => `- **${reason.grade}** ${reason.code}: ${reason.where}: ${reason.note}\n`,
  )
  return `${heading(2, `Verdict: ${verdict.grade}`)}\n${reasons.length > 0 ? reasons.join("") : paragraph("Nothing to remark.")}`
}

/** One row per artifact, one column per risk profile: the hash, or that it is missing. */
function renderCompleteness({ completeness }: MetaReport): string {
  const missing = completeness.filter((row) => !row.present)
  const risks = [...new Set(completeness.map((row) => row.risk_profile))]
  const artifacts = [...new Set(completeness.map((row) => row.artifact))]
  const cell = (artifact: string, risk: string | null): string => {
    const row = completeness.find((one) => one.artifact === artifact && one.risk_profile === risk)
    const sha256 = row?.sha256 ?? null
    return sha256 === null ? "**missing**" : `\`${shortHash(sha256)}\``
  }
  return [
    heading(2, "Completeness"),
    paragraph(
      `${completeness.length - missing.length} of ${completeness.length} artifacts are there; each by the first digits of its SHA-256.`,
    ),
    table(
      ["Artifact", ...risks.map((risk) => risk ?? "")],
      artifacts.map((artifact) => [artifact, ...risks.map((risk) => cell(artifact, risk))]),
    ),
  ].join("\n")
}

function renderRisk(section: RiskSection): string {
  switch (section.kind) {
    case "solved":
      return renderSolved(section)
    case "unsolved":
      return [
        heading(2, `${section.risk_profile}: no weights`),
        ...section.problems.map((told) =>
          paragraph(
            `**${told.what}** (${told.code}) Where: ${told.where}. Seen: ${told.seen}. Remedy: ${told.remedy}`,
          ),
        ),
      ].join("\n")
    default:
      return assertNever(section)
  }
}

function renderSolved(section: SolvedSection): string {
  const { allocation, holdings, correlations, in_sample: inSample } = section
  const { outcome } = allocation
  const { check } = holdings
  return [
    heading(2, section.risk_profile),
    renderOutOfSample(section.out_of_sample),
    heading(3, "Figures, in sample"),
    paragraph(
      `${inSample.title}. ${inSample.first} to ${inSample.last}, ${inSample.rows} rows; ${inSample.calendar}, hence ${inSample.periods_per_year} periods per year.${absenceOf(section.out_of_sample)}`,
    ),
    renderFigures(inSample),
    heading(3, "Sleeve allocation"),
    table(
      ["Sleeve", "Weight", "Bounds", "Risk share", "Engine"],
      allocation.rows.map((row) => [
        row.id,
        formatPercent(row.weight),
        `${formatPercent(row.min_weight)} to ${formatPercent(row.max_weight)}${row.at_bound ? ", binding" : ""}`,
        row.risk_share === null ? "n/a" : formatPercent(row.risk_share),
        row.engine,
      ]),
    ),
    paragraph(
      `Effective number of sleeves ${formatRatio(allocation.effective_n)}. Solved by ${outcome.solver ?? "no solver"}${outcome.iterations === null ? "" : ` in ${outcome.iterations} iterations`}${outcome.certificate === null ? "" : `, certificate ${outcome.certificate.value.toExponential(1)} (${outcome.certificate.kind})`}.`,
    ),
    heading(3, "Sleeve correlations"),
    table(
      ["", ...correlations.ids],
      correlations.ids.map((id, i) => [
        id,
        ...correlations.matrix[i]!.map((value) => (value === null ? "n/a" : formatRatio(value))),
      ]),
    ),
    heading(3, `Top ${holdings.top.length} of ${holdings.count} holdings`),
    table(
      ["#", "Symbol", "Direction", "Net weight", "Gross weight", "Risk share", "Contributors", "Market"],
      holdings.top.map((row, i) => [
        String(i + 1),
        row.Symbol,
        row.Direction,
        formatPercent(row.Net_Weight),
        formatPercent(row.Gross_Weight),
        row.risk_share === null ? `n/a (${row.risk_share_why})` : formatPercent(row.risk_share),
        row.Contributors.join(", "),
        row.Market,
      ]),
    ),
    paragraph(riskShareNote(holdings.risk)),
    paragraph(
      `Gross before netting ${formatPercent(check.root.grossBefore)}, lost by netting ${formatPercent(check.root.nettingLoss)}, gross after ${formatPercent(check.root.grossAfter)}, net ${formatPercent(check.root.net)}. ${check.conserved ? "Conserved at every level" : "**Not conserved**"} (tolerance ${check.tolerance}). Effective number of holdings ${formatRatio(check.effectiveN)}.`,
    ),
    ...section.nodes.map(renderNode),
    section.anomalies.length === 0
      ? ""
      : `${heading(3, "Anomalies")}\n${section.anomalies.map((a) => `- ${a.where}: ${a.figure} ${a.value} beyond ${a.limit}\n`).join("")}`,
  ]
    .filter((block) => block !== "")
    .join("\n")
}

/** What the risk shares of holdings are of, and that they leave out what has no returns. */
function riskShareNote({
  definition,
  first,
  last,
  rows,
  held,
  covered,
  covered_net: part,
}: HoldingsRisk): string {
  const window = first === null ? "" : ` Here ${rows} days from ${first} to ${last}.`
  const partial =
    covered === held
      ? ""
      : ` **${held - covered} of ${held} holdings have no raw returns**: the shares are of the risk that the others, ${formatPercent(part)} of the sum of |n|, carry among themselves.`
  return `Risk share of a holding: ${definition}.${window}${partial}`
}

function renderSignTest({ sign_test: test }: MetaReport): string {
  const title = heading(2, "Directional sign test")
  if (test.result === null) return `${title}\n${paragraph("Not run: the gate is off in the settings.")}`
  const { errors, warnings, findings, tested } = test.result
  return [
    title,
    paragraph(`${tested.length} sleeves, ${errors} errors, ${warnings} warnings.`),
    findings.length === 0
      ? ""
      : table(
          ["Level", "Code", "Symbol", "Message"],
          findings.map((finding) => [finding.level, finding.code, finding.symbol, finding.message]),
        ),
  ]
    .filter((block) => block !== "")
    .join("\n")
}

function renderSettings({ settings }: MetaReport): string {
  return [
    heading(2, "Settings that differ from the program's defaults"),
    settings.length === 0
      ? paragraph("None.")
      : table(
          ["Setting", "Value", "Set by"],
          settings.map((row) => [`\`${row.path}\``, `\`${row.value}\``, row.origin]),
        ),
  ].join("\n")
}

function definitionsOf({ risk_profiles: sections }: MetaReport): string {
  const solved = sections.find((section) => section.kind === "solved")
  if (solved === undefined) return ""
  const tested = solved.out_of_sample?.kind === "tested" ? solved.out_of_sample.walk_forward.trading : []
  return renderDefinitions([...solved.in_sample.figures, ...tested])
}
