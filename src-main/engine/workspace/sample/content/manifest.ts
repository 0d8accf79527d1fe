import { sampleRiskProfiles } from "../backtest/weights"
import { SIMULATOR, sampleEngines } from "../backtest/walk-forward"
import type { FileValue } from "../platform/portfolio-files"
import { sampleWalkForward, tradingCosts } from "./settings"
import { type SleeveDefinition, sleeves } from "./sleeves"

/** `configs/manifest.json` of the sample: defaults, atomic profiles and meta profiles (reference 1.1). */
export function sampleManifest(): FileValue {
  const atomic = sleeves.map((sleeve) => [sleeve.profile, atomicProfile(sleeve)] as const)
  return {
    default_profile: "production",
    defaults: defaults(),
    profiles: { production: "global_portfolio", ...Object.fromEntries(atomic), ...metaProfiles() },
  }
}

/** The manifest of a workspace without profiles. */
export function emptyManifest(): FileValue {
  return { defaults: defaults(), profiles: {} }
}

function defaults(): FileValue {
  const { train, test, step } = sampleWalkForward
  return {
    data: { lookback_days: 1100, min_days_floor: 320, strict_health: false },
    selection: { top_n: 15, threshold: 0.45, min_momentum_score: 0, selection_mode: "v4" },
    risk: { cluster_cap: 0.25, cluster_lookbacks: [60, 120, 200] },
    backtest: {
      engines: sampleEngines.map(({ name }) => name).join(","),
      profiles: sampleRiskProfiles.join(","),
      backtest_simulator: SIMULATOR,
      backtest_slippage: tradingCosts.equities.slippage,
      backtest_commission: tradingCosts.equities.commission,
      train_window: train,
      test_window: test,
      step_size: step,
    },
    features: {
      selection_mode: "v4",
      feat_audit_ledger: true,
      feat_short_direction: false,
      kappa_shrinkage_threshold: 15000,
      default_shrinkage_intensity: 0.01,
    },
  }
}

function atomicProfile({ description, calendar, short }: SleeveDefinition): FileValue {
  const { slippage, commission } = tradingCosts[calendar]
  return {
    description: `${description} (synthetic returns)`,
    backtest: { backtest_slippage: slippage, backtest_commission: commission },
    features: {
      entropy_max_threshold: calendar === "crypto" ? 0.999 : 0.95,
      feat_short_direction: short.length > 0,
    },
  }
}

const bounds = { min_weight: 0.05, max_weight: 0.5 }
/** Holdings are filed by the engine custom; streams of the same engine belong to them. */
const stream = { engine: "custom" }
const everyday = ["hrp", "min_variance", "equal_weight"]

function metaProfiles(): Readonly<Record<string, FileValue>> {
  return {
    global_core: {
      description: "Five long sleeves of three markets side by side (synthetic returns)",
      sleeves: [
        pinned("crypto", "crypto_rating_long"),
        pinned("stocks", "equity_momentum_long"),
        pinned("quality", "equity_quality"),
        pinned("funds", "institutional_etf"),
        pinned("currencies", "fx_macro"),
      ],
      meta_allocation: { engine: "custom", profiles: everyday, ...bounds, stream },
    },
    crypto_long_short: {
      description: "Long and short coins that share symbols; signs are tested first (synthetic returns)",
      features: { feat_directional_sign_test_gate: true },
      sleeves: [
        pinned("long_all", "crypto_rating_long"),
        pinned("short_all", "crypto_rating_short"),
        pinned("long_ma", "crypto_trend_long"),
        pinned("short_ma", "crypto_trend_short"),
      ],
      meta_allocation: { engine: "custom", profiles: everyday, ...bounds, stream },
    },
    equity_long_short: {
      description: "Stocks long and short, the latest run of each (synthetic returns)",
      features: { feat_directional_sign_test_gate: true },
      sleeves: [
        { id: "momentum_long", profile: "equity_momentum_long" },
        { id: "momentum_short", profile: "equity_momentum_short" },
        { id: "quality", profile: "equity_quality" },
      ],
      meta_allocation: { engine: "custom", profiles: everyday, ...bounds, stream },
    },
    traditional: {
      description: "Stocks long and short as one sleeve, funds and currencies beside it (synthetic returns)",
      sleeves: [
        { id: "stocks", meta_profile: "equity_long_short" },
        pinned("funds", "institutional_etf"),
        pinned("currencies", "fx_macro"),
      ],
      meta_allocation: { engine: "custom", profiles: everyday, min_weight: 0.1, max_weight: 0.6, stream },
    },
    global_portfolio: {
      description: "Everything, nested three deep (synthetic returns)",
      features: { feat_directional_sign_test_gate: true },
      sleeves: [
        { id: "crypto_branch", meta_profile: "crypto_long_short" },
        { id: "traditional_branch", meta_profile: "traditional" },
        pinned("quality", "equity_quality"),
      ],
      meta_allocation: { engine: "custom", profiles: everyday, min_weight: 0.1, max_weight: 0.6, stream },
    },
    guardrail_demo: {
      description: "One of four sleeves fails the health guardrail and is left out (synthetic returns)",
      sleeves: [
        pinned("crypto", "crypto_trend_long"),
        pinned("breakout", "crypto_breakout"),
        pinned("stocks", "equity_momentum_long"),
        pinned("funds", "institutional_etf"),
      ],
      meta_allocation: { engine: "custom", profiles: everyday, ...bounds, stream },
    },
  }
}

function pinned(id: string, profile: string): FileValue {
  return { id, profile, run_id: sleeves.find((sleeve) => sleeve.profile === profile)!.runId }
}
