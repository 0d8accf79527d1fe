import { z } from "zod"
import type { LedgerChain } from "#shared/model/decision"
import { canonicalRiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { chainStateOf } from "#engine/ledger/chain-state"
import { headOf, type LedgerLine, parseLedger, type RecordHead } from "#engine/ledger/read"
import type { WindowDeclaration } from "./health-declaration"

/** What a verdict rests on. */
export interface HealthEvidence {
  readonly declaration: WindowDeclaration | null
  readonly unreadableLines: number
  /** Of the links of the whole ledger and the hashes of the lines below. */
  readonly ledger: LedgerChain
  /** `backtest_optimize` records of one engine and risk profile, as the sleeve's ledger has them. */
  readonly lines: readonly LedgerLine[]
}

/** Records of a ledger that may hold evidence, and how many lines could not be read. */
export interface JudgedRecords {
  readonly records: readonly LedgerLine[]
  readonly unreadable: number
  /** What was found when the whole ledger was at hand; without it the chain of `records` is checked. */
  readonly ledger?: LedgerChain
}

const headerSchema = z.strictObject({
  declared: z
    .strictObject({
      train: z.number(),
      test: z.number(),
      step: z.number(),
      rows: z.number(),
      rule: z.enum(["platform", "inclusive"]),
    })
    .nullable(),
  unreadable_lines: z.number(),
  ledger: z.strictObject({
    chain: z.enum(["whole", "broken", "unchained"]),
    first_wrong: z.number().nullable(),
  }),
})

const lineSchema = z.strictObject({ line: z.number(), text: z.string() })

/** The lines of a ledger about the stream of an engine and risk profile; `erc` and `risk_parity` are one. */
export function gatherEvidence(
  { records, unreadable, ledger: known }: JudgedRecords,
  stream: { readonly engine: string; readonly riskProfile: string },
  declaration: WindowDeclaration | null,
): HealthEvidence {
  const engine = stream.engine.toLowerCase()
  const risk = canonical(stream.riskProfile)
  const lines = records.filter((line) => {
    const head = headOf(line)
    if (head.type !== "action" || head.step !== "backtest_optimize") return false
    const context = contextOf(head)
    return (
      String(context["engine"]).toLowerCase() === engine && canonical(String(context["profile"])) === risk
    )
  })
  const used = new Set(lines)
  const ledger = known ?? chainStateOf({ records }, (line) => used.has(line))
  return { declaration, unreadableLines: unreadable, ledger, lines }
}

/** The `context` of a ledger record; empty when it has none. */
export function contextOf({ context }: RecordHead): Readonly<Record<string, unknown>> {
  return typeof context === "object" && context !== null ? (context as Record<string, unknown>) : {}
}

/** JSON lines: a header, then each ledger line verbatim beside its number. */
export function evidenceBytes({ declaration, unreadableLines, ledger, lines }: HealthEvidence): Uint8Array {
  const rows: unknown[] = [
    {
      declared: declaration,
      unreadable_lines: unreadableLines,
      ledger: { chain: ledger.chain, first_wrong: ledger.firstWrong },
    },
    ...lines.map(({ line, text }) => ({ line, text })),
  ]
  return new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""))
}

/** Reads `evidenceBytes` back. Fails with `file.format`. */
export function parseEvidence(bytes: Uint8Array): Result<HealthEvidence> {
  try {
    const [header, ...rows] = new TextDecoder()
      .decode(bytes)
      .split("\n")
      .filter((row) => row !== "")
      .map((row): unknown => JSON.parse(row))
    const { declared, unreadable_lines: unreadableLines, ledger } = headerSchema.parse(header)
    const lines = rows.flatMap((row) => {
      const { line, text } = lineSchema.parse(row)
      return parseLedger(text).records.map((record) => ({ ...record, line }))
    })
    const chain = { chain: ledger.chain, firstWrong: ledger.first_wrong }
    return ok({ declaration: declared, unreadableLines, ledger: chain, lines })
  } catch (error) {
    return failed(
      problem("file.format", {
        what: "The kept evidence of a sleeve's health can't be read.",
        where: "health evidence",
        seen: error instanceof Error ? error.message : String(error),
        remedy: "Restore the file from the run it belongs to.",
      }),
    )
  }
}

function canonical(risk: string): string {
  return canonicalRiskProfile(risk) ?? risk
}
