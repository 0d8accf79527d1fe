/** Names of the `features` section that the platform knows (reference 1.1.4, 1.2.4). */
export const featureNames: readonly string[] = [
  "feat_audit_ledger",
  "feat_dynamic_selection",
  "feat_predictability_vetoes",
  "feat_short_direction",
  "feat_efficiency_scoring",
  "feat_dynamic_direction",
  "feat_directional_returns",
  "feat_market_neutral",
  "feat_spectral_regimes",
  "feat_turnover_penalty",
  "feat_short_costs",
  "feat_partial_rebalance",
  "feat_rebalance_mode",
  "feat_rebalance_tolerance",
  "feat_selection_logmps",
  "feat_xs_momentum",
  "feat_decay_audit",
  "feat_pit_fidelity",
  "feat_regime_survival",
  "feat_directional_sign_test_gate",
  "feat_directional_sign_test_gate_atomic",
  "selection_mode",
  "entropy_max_threshold",
  "efficiency_min_threshold",
  "hurst_random_walk_min",
  "hurst_random_walk_max",
  "eci_hurdle",
  "min_col_frac",
  "use_robust_correlation",
  "kappa_shrinkage_threshold",
  "default_shrinkage_intensity",
  "adaptive_fallback_profile",
  "feature_lookback",
  "dominant_signal",
  "dominant_signal_weight",
  "mps_weights_override",
  "short_borrow_cost",
  "rebalance_drift_limit",
  "top_n_global",
  "top_n_v2_1",
  "weights_global",
  "weights_v2_1_global",
]

/** The features that a meta run reads, with their code defaults. */
export const featureDefaults: Readonly<Record<string, unknown>> = {
  feat_directional_sign_test_gate: false,
  feat_directional_sign_test_gate_atomic: false,
}

/** Whether the sign test of every sleeve is a gate of a meta profile's run. */
export function gatesMeta(features: Readonly<Record<string, unknown>>): boolean {
  return features["feat_directional_sign_test_gate"] === true
}

/** The same of the profile's own run: of an atomic profile, or of every sleeve where a root has it. */
export function gatesAtomic(features: Readonly<Record<string, unknown>>): boolean {
  return features["feat_directional_sign_test_gate_atomic"] === true
}
