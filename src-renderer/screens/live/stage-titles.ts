const titles: Readonly<Record<string, string>> = {
  resolve: "Resolve sleeves",
  "meta.sign_test": "Test signs",
  "meta.returns": "Join returns",
  "meta.optimize": "Solve weights",
  "meta.flatten": "Flatten to holdings",
  "meta.backtest": "Walk forward",
  "meta.report": "Write report",
}

/** A stage as an analyst calls it; what has no name of its own keeps the one that the ledger gives it. */
export function stageTitle(stage: string): string {
  return titles[stage] ?? stage
}
