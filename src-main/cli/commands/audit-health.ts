import type { SleeveHealth } from "#shared/model/decision"
import { canonicalRiskProfile, namesOfRiskProfile } from "#shared/model/risk-profile"
import { ExitCode } from "#shared/problem/exit-code"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { type CommandFile, textOption } from "../command-file"
import { findRunDirectory } from "../find-run"
import { table } from "../table"

/** The health of a sleeve's run by itself, for the engines and risk profiles of its streams. */
export const auditHealth: CommandFile = {
  call: "audit health <run>",
  summary:
    "judge the walk-forward of a sleeve's run; exit code 4 when a stream is vetoed or the ledger broken",
  example: "audit health sample_crypto_breakout --profiles hrp",
  options: [
    {
      flags: "--threshold <share>",
      description: "smallest share of successful windows (default 0.75, inclusive)",
    },
    { flags: "--engines <list>", description: "only these engines, comma-separated" },
    { flags: "--profiles <list>", description: "only these risk profiles, comma-separated" },
  ],
  async run(invocation, input) {
    const threshold = thresholdOf(textOption(input, "threshold"))
    if (!threshold.ok) return threshold
    const directory = await findRunDirectory(invocation, input.args[0]!)
    if (!directory.ok) return directory
    const [{ judgeHealth }, { listStreams }, { partsOfStream, riskProfileOfStream }] = await Promise.all([
      import("#engine/stages/meta/returns/health"),
      import("#engine/workspace/streams"),
      import("#engine/workspace/stream-names"),
    ])
    const engines = namesOf(textOption(input, "engines"))
    const profiles = namesOf(textOption(input, "profiles"))?.map((name) => canonicalRiskProfile(name) ?? name)
    const pairs = new Map<string, { readonly engine: string; readonly riskProfile: string }>()
    for (const { name } of listStreams(directory.value)) {
      const riskProfile = canonicalRiskProfile(riskProfileOfStream(name) ?? "")
      if (riskProfile === undefined) continue
      const filedUnder = namesOfRiskProfile(riskProfile)
      const engine = filedUnder.flatMap((risk) => partsOfStream(name, risk) ?? [])[0]?.engine
      if (engine === undefined) continue
      if (engines !== undefined && !engines.includes(engine)) continue
      if (profiles !== undefined && !profiles.includes(riskProfile)) continue
      pairs.set(`${engine}/${riskProfile}`, { engine, riskProfile })
    }
    if (pairs.size === 0) return failed(nothingToJudge(directory.value, engines, profiles))
    const judged: SleeveHealth[] = []
    for (const pair of pairs.values()) {
      const one = judgeHealth({
        sleeveId: input.args[0]!,
        runPath: directory.value,
        threshold: threshold.value,
        everyRecord: true,
        ...pair,
      })
      if (!one.ok) return one
      judged.push(one.value.health)
    }
    const passed = judged.every(({ verdict, ledger }) => verdict !== "vetoed" && ledger.chain !== "broken")
    return ok({
      data: { run: input.args[0]!, threshold: threshold.value, passed, health: judged },
      text: table(
        ["ENGINE", "RISK PROFILE", "VERDICT", "WINDOWS", "RATIO", "EXPECTED FROM", "LEDGER"],
        judged.map((health) => [
          health.engine,
          health.riskProfile,
          health.verdict,
          `${health.success} of ${health.expected}`,
          health.ratio === null ? "no evidence" : formatPercent(health.ratio),
          health.expectedFrom,
          health.ledger.chain === "broken"
            ? `broken at line ${health.ledger.firstWrong}`
            : health.ledger.chain,
        ]),
      ),
      exitCode: passed ? ExitCode.ok : ExitCode.guardrail,
    })
  },
}

function thresholdOf(text: string | undefined): Result<number> {
  const value = text === undefined ? 0.75 : Number(text)
  if (value >= 0 && value <= 1) return ok(value)
  return failed(
    problem("usage.argument", {
      what: "The threshold is a share between 0 and 1.",
      where: "--threshold",
      seen: text ?? "",
      remedy: "write for example --threshold 0.75",
    }),
  )
}

function namesOf(list: string | undefined): readonly string[] | undefined {
  return list?.split(",").map((name) => name.trim())
}

function nothingToJudge(
  run: string,
  engines: readonly string[] | undefined,
  profiles: readonly string[] | undefined,
) {
  return problem("stream.missing", {
    what: "The run has no stream to judge.",
    where: `${run}/data/returns`,
    seen: `no stream of ${engines?.join(", ") ?? "any engine"} under ${profiles?.join(", ") ?? "any risk profile"}`,
    remedy: "name engines and risk profiles that the run has",
  })
}
