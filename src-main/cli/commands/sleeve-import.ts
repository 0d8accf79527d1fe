import { basename, resolve } from "node:path"
import { canonicalRiskProfile, type RiskProfile } from "#shared/model/risk-profile"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, okUnless, type Result } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { isInside, type Workspace, workspaceRelative } from "#engine/workspace/open"
import { type CommandFile, type CommandInput, switchOption, textOption } from "../command-file"
import type { Invocation } from "../invocation"
import { locateManifest } from "../locate"
import { parseRiskProfiles } from "../risk-profiles"
import { table } from "../table"

/** Brings your own sleeve: a file of returns or prices and a file of holdings become a run. */
export const sleeveImport: CommandFile = {
  call: "sleeve import",
  summary: "make a sleeve's run from a file of returns or prices and a CSV of holdings",
  example: "sleeve import --id etfs --returns etfs.csv --holdings etfs_holdings.csv --prices",
  options: [
    { flags: "--id <name>", description: "the sleeve's profile; added to the manifest when it is not there" },
    {
      flags: "--returns <file>",
      description: "CSV, Parquet, Arrow or Feather: dates and a column of returns",
    },
    {
      flags: "--holdings <file>",
      description: "CSV: Symbol, Weight and perhaps Direction, Market, Sector ...",
    },
    { flags: "--prices", description: "the file holds prices: simple returns over the rows that are there" },
    {
      flags: "--risk-profile <list>",
      description: "risk profiles it stands for, comma-separated (default hrp)",
    },
    { flags: "--engine <name>", description: "engine that its streams are filed under (default custom)" },
    { flags: "--column <name>", description: "the column of the file that is the sleeve's" },
    { flags: "--cash <share>", description: "share of the sleeve held in cash (default 0)" },
    { flags: "--date-order <order>", description: "dmy or mdy, where dates can be read both ways" },
    { flags: "--decimal <mark>", description: "point or comma, where numbers can be read both ways" },
    { flags: "--run-id <id>", description: "the run's name (default: made of the time)" },
  ],
  async run(invocation, input) {
    const asked = askedFor(input)
    if (!asked.ok) return asked
    const located = await locateManifest(invocation)
    if (!located.ok) return located
    const [{ prepareImport, spanOf }, { writeImport }, { currentProcess }, { programEnvironment }] =
      await Promise.all([
        import("#engine/workspace/import/prepare-import"),
        import("#engine/workspace/import/write-import"),
        import("#engine/artifacts/process-identity"),
        import("#engine/orchestration/environment"),
      ])
    const { workspace, loaded } = located.value
    const file = (named: string) => shownFile(invocation, workspace, named)
    const prepared = await prepareImport({
      ...asked.value,
      workspace,
      loaded,
      runId: textOption(input, "runId") ?? invocation.newRunId(),
      returns: file(asked.value.returns),
      holdings: file(asked.value.holdings),
      clock: invocation.clock,
      process: currentProcess(),
      programVersion: invocation.version,
      environment: programEnvironment(),
    })
    if (!prepared.ok) return prepared
    const written = writeImport(prepared.value)
    if (!written.ok) return written
    const { detected, remarks, holdings, streams } = prepared.value
    const { runId, runPath, manifest } = written.value
    const spans = [...streams].map(([risk, stream]) => ({
      risk_profile: risk,
      column: stream.column,
      rows: stream.days.length,
      ...spanOf(stream),
    }))
    const sleeve = { id: asked.value.id, profile: asked.value.id, run_id: runId }
    return ok({
      data: {
        run_id: runId,
        run_dir: runPath,
        detected,
        streams: spans,
        holdings: { rows: holdings.rows.length, gross: holdings.gross, net: holdings.net },
        remarks,
        health: "unknown",
        manifest,
        sleeve,
      },
      text: [
        `${"run".padEnd(12)}${runId}  (${runPath})`,
        `${"read as".padEnd(12)}${detected.format}; dates ${detected.dates}; ${detected.numbers}; ${detected.values}`,
        `${"holdings".padEnd(12)}${holdings.rows.length} symbols, gross ${formatPercent(holdings.gross)}, net ${formatPercent(holdings.net)}; ${detected.holdings_numbers}`,
        ...remarks.map((remark) => `${"mind".padEnd(12)}${remark}`),
        `${"health".padEnd(12)}unknown: an import brings no walk-forward evidence (strict runs leave it out)`,
        `${"manifest".padEnd(12)}${manifest.added === null ? "not changed" : `added profiles.${manifest.added} to ${manifest.path}`}`,
        "",
        table(
          ["RISK PROFILE", "COLUMN", "RETURNS", "FIRST", "LAST"],
          spans.map((span) => [span.risk_profile, span.column, String(span.rows), span.first, span.last]),
        ),
        "",
        `Next: name it among the sleeves of a meta profile: ${JSON.stringify(sleeve)}`,
      ].join("\n"),
    })
  },
}

interface Asked {
  readonly id: string
  readonly returns: string
  readonly holdings: string
  readonly engine: string
  readonly riskProfiles: readonly RiskProfile[]
  readonly prices: boolean
  readonly column: string | undefined
  readonly cash: number
  readonly dateOrder: "dmy" | "mdy" | undefined
  readonly decimal: "." | "," | undefined
}

function askedFor(input: CommandInput): Result<Asked> {
  const riskProfiles = parseRiskProfiles(textOption(input, "riskProfile"))
  if (!riskProfiles.ok) return failed({ ...riskProfiles.problems[0], where: "--risk-profile" })
  const [id, returns, holdings] = ["id", "returns", "holdings"].map((name) => textOption(input, name) ?? "")
  const engine = textOption(input, "engine") ?? "custom"
  const order = textOption(input, "dateOrder")
  const decimal = textOption(input, "decimal")
  const cash = Number(textOption(input, "cash") ?? "0")
  const wrong: (Problem | false)[] = [
    !/^[A-Za-z0-9_-]+$/.test(id!) && usage("--id", id!, "a name of letters, digits, _ and -"),
    returns === "" && usage("--returns", "", "a file of returns, or of prices with --prices"),
    holdings === "" && usage("--holdings", "", "a CSV with the columns Symbol and Weight"),
    (!/^[A-Za-z0-9-]+$/.test(engine) || canonicalRiskProfile(engine) !== undefined) &&
      usage("--engine", engine, "a name of letters, digits and -"),
    !(cash >= 0 && cash < 1) && usage("--cash", textOption(input, "cash")!, "a share from 0 to below 1"),
    order !== undefined && order !== "dmy" && order !== "mdy" && usage("--date-order", order, "dmy or mdy"),
    decimal !== undefined &&
      decimal !== "point" &&
      decimal !== "comma" &&
      usage("--decimal", decimal, "point or comma"),
  ]
  return okUnless(
    wrong.filter((one) => one !== false),
    {
      id: id!,
      returns: returns!,
      holdings: holdings!,
      engine,
      riskProfiles: riskProfiles.value ?? ["hrp"],
      prices: switchOption(input, "prices"),
      column: textOption(input, "column"),
      cash,
      dateOrder: order as Asked["dateOrder"],
      decimal: decimal === undefined ? undefined : decimal === "point" ? "." : ",",
    },
  )
}

function usage(where: string, seen: string, wanted: string): Problem {
  return problem("usage.argument", {
    what: "An option of the import is missing or does not fit.",
    where,
    seen: seen === "" ? "nothing" : seen,
    remedy: `give ${wanted}`,
  })
}

/** A file outside of the workspace is named without its folders, which are nobody else's business. */
function shownFile(invocation: Invocation, workspace: Workspace, named: string) {
  const path = resolve(invocation.cwd, named)
  const inside = isInside(workspace.root, path)
  return { path, shown: inside ? workspaceRelative(workspace, path) : basename(path) }
}
