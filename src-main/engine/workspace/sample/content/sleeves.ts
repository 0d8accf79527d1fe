/** An atomic profile of the sample: which symbols it holds under which direction, and its finished run. */
export interface SleeveDefinition {
  readonly profile: string
  readonly runId: string
  readonly description: string
  readonly logic: string
  readonly calendar: "crypto" | "equities" | "fx"
  readonly long: readonly string[]
  readonly short: readonly string[]
  /** UTC, ISO 8601. */
  readonly started: string
  /** Windows whose optimisation failed, and why. */
  readonly outage?: { readonly windows: readonly number[]; readonly reason: string }
}

const on = (exchange: string, suffix: string, ...names: readonly string[]) =>
  names.map((name) => `${exchange}:${name}${suffix}`)
const coins = (...names: readonly string[]) => on("BINANCE", "USDT", ...names)

/** Every sleeve of the sample; long and short ones of a market share symbols on purpose. */
export const sleeves: readonly SleeveDefinition[] = [
  {
    profile: "crypto_rating_long",
    runId: "sample_crypto_rating_long",
    description: "Coins with a good overall rating, long",
    logic: "rating_all",
    calendar: "crypto",
    long: coins("BTC", "ETH", "SOL", "BNB", "XRP", "LTC", "DOGE", "LINK", "AAVE", "ADA"),
    short: [],
    started: "2026-01-02T06:00:00Z",
  },
  {
    profile: "crypto_rating_short",
    runId: "sample_crypto_rating_short",
    description: "Coins with a bad overall rating, short",
    logic: "rating_all",
    calendar: "crypto",
    long: [],
    short: coins("AVAX", "DOT", "SHIB", "UNI", "ARB", "OP", "ADA", "LTC"),
    started: "2026-01-02T06:30:00Z",
  },
  {
    profile: "crypto_trend_long",
    runId: "sample_crypto_trend_long",
    description: "Coins above their moving averages, long",
    logic: "rating_ma",
    calendar: "crypto",
    long: coins("BTC", "ETH", "SOL", "BNB", "AVAX", "DOGE", "LINK", "UNI"),
    short: [],
    started: "2026-01-02T07:00:00Z",
  },
  {
    profile: "crypto_trend_short",
    runId: "sample_crypto_trend_short",
    description: "Coins below their moving averages, short",
    logic: "rating_ma",
    calendar: "crypto",
    long: [],
    short: coins("DOT", "SHIB", "ARB", "OP", "ADA", "DOGE", "ETH"),
    started: "2026-01-02T07:30:00Z",
  },
  {
    profile: "crypto_breakout",
    runId: "sample_crypto_breakout",
    description: "Coins leaving their range, long; its backtest failed in more than a third of its windows",
    logic: "vol_breakout",
    calendar: "crypto",
    long: coins("SOL", "XRP", "DOGE", "LINK", "AAVE", "OP"),
    short: [],
    started: "2026-01-02T08:00:00Z",
    outage: {
      windows: [2, 3, 7, 8, 9, 15, 16, 17, 24, 25, 26, 27, 33, 34, 38, 39],
      reason: "insufficient history: 4 of 6 atoms lack closes in the training window",
    },
  },
  {
    profile: "equity_momentum_long",
    runId: "sample_equity_momentum_long",
    description: "American stocks with strong momentum, long",
    logic: "momentum",
    calendar: "equities",
    long: [
      ...on("NASDAQ", "", "AAPL", "MSFT", "NVDA", "GOOGL", "META", "AMZN", "TSLA"),
      ...on("NYSE", "", "JPM", "CAT", "XOM"),
    ],
    short: [],
    started: "2026-01-02T08:30:00Z",
  },
  {
    profile: "equity_momentum_short",
    runId: "sample_equity_momentum_short",
    description: "American stocks with weak momentum, short",
    logic: "momentum",
    calendar: "equities",
    long: [],
    short: [...on("NYSE", "", "PFE", "NKE", "BA", "CVX", "BAC", "XOM"), "NASDAQ:TSLA"],
    started: "2026-01-02T09:00:00Z",
  },
  {
    profile: "equity_quality",
    runId: "sample_equity_quality",
    description: "Steady American companies, long",
    logic: "quality",
    calendar: "equities",
    long: [...on("NYSE", "", "JNJ", "PG", "KO", "JPM", "CVX"), ...on("NASDAQ", "", "MSFT", "AAPL")],
    short: [],
    started: "2026-01-02T09:30:00Z",
  },
  {
    profile: "institutional_etf",
    runId: "sample_institutional_etf",
    description: "Index, bond and metal funds, long",
    logic: "allocation",
    calendar: "equities",
    long: [
      ...on("AMEX", "", "SPY", "IWM", "EEM", "XLE", "XLU", "HYG", "GLD", "SLV"),
      ...on("NASDAQ", "", "QQQ", "TLT"),
    ],
    short: [],
    started: "2026-01-02T10:00:00Z",
  },
  {
    profile: "fx_macro",
    runId: "sample_fx_macro",
    description: "Currency pairs by carry and trend, long and short",
    logic: "carry",
    calendar: "fx",
    long: on("FX", "", "EURUSD", "GBPUSD", "AUDUSD", "USDJPY"),
    short: on("FX", "", "USDCHF", "USDCAD", "USDMXN", "NZDUSD"),
    started: "2026-01-02T10:30:00Z",
  },
]
