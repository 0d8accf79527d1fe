import type { BacktestWindow, MetaBacktest } from "#shared/model/backtest"
import type { SolvedSection } from "#shared/model/report"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { readJsonArtifact } from "../artifact-json"

/** Windows that the report shows; the backtest's own artifact holds them all. */
const SHOWN_WINDOWS = 12

/** The backtest of the run's root; null when there was none. */
export function readBacktest(directory: RunDirectory, root: ResolvedMeta): Result<MetaBacktest | null> {
  const key = { kind: "meta_backtest", metaProfile: root.profile, riskProfile: null } as const
  if (directory.find(key.kind, key.metaProfile, key.riskProfile) === undefined) return ok(null)
  return readJsonArtifact<MetaBacktest>(directory, key)
}

function hasProxy({ nested }: BacktestWindow): boolean {
  return nested.some(({ source }) => source === "proxyEqualWeight")
}

/** What a backtest says of one risk profile, as the report holds it. */
export function outOfSample(
  backtest: MetaBacktest | null,
  risk: RiskProfile,
): SolvedSection["out_of_sample"] {
  const section = backtest?.risk_profiles.find((one) => one.risk_profile === risk)
  if (backtest === null || section === undefined) return null
  if (section.kind === "untested") return section
  return {
    ...section,
    rules: backtest.rules,
    windows: {
      count: section.windows.length,
      unsolved: section.windows.filter(({ problem }) => problem !== null).length,
      fallback: section.windows.filter(({ source }) => source === "fallback").length,
      proxied: section.windows.filter(hasProxy).length,
      last: section.windows
        .slice(-SHOWN_WINDOWS)
        .map(({ held, source, weights, turnover, return: earned }) => ({
          held,
          source,
          weights,
          turnover,
          return: earned,
        })),
    },
  }
}
