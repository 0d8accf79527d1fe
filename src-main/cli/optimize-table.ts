import { resolve } from "node:path"
import { type OptimizeSettings, optimizeSettingsSchema } from "#shared/model/optimize"
import { ensure } from "#shared/problem/ensure"
import { exitCodeOf, type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { readBytes } from "#engine/artifacts/disk-read"
import { readSeries } from "#engine/artifacts/formats/series"
import { refuseNetwork } from "#engine/orchestration/network-guard"
import { optimize } from "#engine/portfolio/optimize"
import { coerceParameters } from "./coerce"
import type { Answer } from "./command-file"
import type { Invocation } from "./invocation"
import { frameOfTable } from "./table-frame"
import { table } from "./table"

/** `stage run meta.optimize --param returns=FILE ...`: weights of any table of returns, without a workspace. */
export async function optimizeTable(
  invocation: Invocation,
  params: Readonly<Record<string, string>>,
): Promise<Result<Answer>> {
  refuseNetwork()
  const { returns, ...texts } = params
  ensure(returns !== undefined, "the caller asks for a table")
  const ofRuns = ["run_id", "meta_profile"].filter((name) => Object.hasOwn(texts, name))
  if (ofRuns.length > 0) return failed(noRun(ofRuns))
  const settings = settingsFrom(texts)
  if (!settings.ok) return settings

  const file = resolve(invocation.cwd, returns)
  const bytes = readBytes(file)
  if (!bytes.ok) return bytes
  const series = await readSeries(bytes.value, file)
  if (!series.ok) return series
  const frame = frameOfTable(series.value, returns)
  if (!frame.ok) return frame

  const { weights, outcome, problems } = await optimize(frame.value, settings.value, invocation.signal)
  const rows = frame.value.names.map((name, i) => ({ Symbol: name, Weight: weights?.[i] ?? 0 }))
  const shown = weights === null ? [] : rows
  return ok({
    data: { weights: shown, outcome, ...(problems.length > 0 ? { problems } : {}) },
    text:
      weights === null
        ? ""
        : table(
            ["SYMBOL", "WEIGHT"],
            shown.map((row) => [row.Symbol, formatPercent(row.Weight)]),
          ),
    problems,
    exitCode: weights === null ? exitCodeOf(problems) : 0,
  })
}

function noRun(given: readonly string[]): Problem {
  return problem("usage.argument", {
    what: "A file of returns is weighed by itself, not in a run.",
    where: "stage run meta.optimize",
    seen: `returns beside ${given.join(" and ")}`,
    remedy: "leave out either returns, or the run and its meta profile",
  })
}

function settingsFrom(texts: Readonly<Record<string, string>>): Result<OptimizeSettings> {
  const coerced = coerceParameters(optimizeSettingsSchema.shape, texts)
  if (!coerced.ok) return coerced
  const parsed = optimizeSettingsSchema.safeParse(coerced.value)
  if (parsed.success) return ok(parsed.data)
  return failed(
    problem("usage.argument", {
      what: "A parameter is missing.",
      where: "stage run meta.optimize",
      seen: Object.keys(texts).join(", ") || "none",
      remedy: `give --param ${parsed.error.issues.map((issue) => `${issue.path.join(".")}=...`).join(" --param ")}`,
    }),
  )
}
