import { z } from "zod"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { showPath } from "./json-location"
import { parsePythonJson } from "./python-json"
import { flattenIssues, showValueAt } from "./shape-problem"

/** A label that Python may have left out or written as NaN. */
const label = z.string().nullish()

/** Far beyond any leverage, and far below where sums overflow. */
const LARGEST_WEIGHT = 1e6

const weight = z.number().min(-LARGEST_WEIGHT).max(LARGEST_WEIGHT)

const assetSchema = z.looseObject({
  Symbol: z.string().regex(/\S/, "a symbol that is blank"),
  Weight: weight,
  Net_Weight: weight.optional(),
  Gross_Weight: weight.min(0).optional(),
  Direction: label,
  Description: label,
  Sector: label,
  Sector_ID: label,
  Market: label,
  Type: label,
})

/** A row of a portfolio file: an asset in a flattened one, an atom otherwise. */
export type FiledAsset = z.output<typeof assetSchema>

const profileSchema = z.looseObject({
  assets: z.array(assetSchema),
  /** Share left in cash on purpose. */
  cash: z.number().min(0).max(1).optional(),
  engine: z.string().optional(),
})

export type FiledProfile = z.output<typeof profileSchema>

const fileSchema = z.looseObject({
  profiles: z.record(z.string(), profileSchema),
  metadata: z
    .looseObject({ engine: z.string().optional(), cash: z.number().min(0).max(1).optional() })
    .optional(),
})

/** The portfolios of a file by risk profile, and what it says of all of them. */
export interface PortfolioFile {
  readonly profiles: Readonly<Record<string, FiledProfile>>
  readonly engine: string | undefined
  readonly cash: number | undefined
}

/** Parses `portfolio_flattened.json` or `portfolio_optimized_v2.json`. Fails with `holdings.shape`. */
export function parsePortfolioFile(bytes: Uint8Array, where: string): Result<PortfolioFile> {
  let json: unknown
  try {
    json = parsePythonJson(new TextDecoder().decode(bytes))
  } catch (error) {
    return failed(shapeProblem(where, error instanceof Error ? error.message : String(error)))
  }
  const parsed = fileSchema.safeParse(json)
  if (parsed.success) {
    const { profiles, metadata } = parsed.data
    return ok({ profiles, engine: metadata?.engine, cash: metadata?.cash })
  }
  const [first, ...rest] = flattenIssues(parsed.error.issues).map((issue) =>
    shapeProblem(`${where} ${showPath(issue.path)}`, `${showValueAt(json, issue.path)}: ${issue.message}`),
  )
  return failed(first!, ...rest)
}

export function shapeProblem(where: string, seen: string) {
  return problem("holdings.shape", {
    what: "A sleeve's portfolio file does not say what its holdings need.",
    where,
    seen,
    remedy: "Repeat the step of the sleeve's run that wrote it.",
  })
}
