import type { Market } from "../calendar/trading-days"
import type { Instrument } from "./instrument"

/** symbol, description, sector, annual volatility, Sharpe, loading on the market, loading on the sector */
type Row = readonly [string, string, string, number, number, number, number]

const crypto: readonly Row[] = [
  ["BINANCE:BTCUSDT", "Bitcoin", "Layer 1", 0.5, 0.75, 0.8, 0.2],
  ["BINANCE:ETHUSDT", "Ethereum", "Layer 1", 0.62, 0.55, 0.74, 0.3],
  ["BINANCE:SOLUSDT", "Solana", "Layer 1", 0.84, 0.8, 0.62, 0.3],
  ["BINANCE:BNBUSDT", "BNB", "Exchange", 0.52, 0.7, 0.6, 0.3],
  ["BINANCE:AVAXUSDT", "Avalanche", "Layer 1", 0.86, -0.15, 0.64, 0.36],
  ["BINANCE:ADAUSDT", "Cardano", "Layer 1", 0.74, -0.1, 0.62, 0.34],
  ["BINANCE:DOTUSDT", "Polkadot", "Layer 1", 0.75, -0.7, 0.64, 0.36],
  ["BINANCE:XRPUSDT", "XRP", "Payments", 0.72, 0.6, 0.5, 0.35],
  ["BINANCE:LTCUSDT", "Litecoin", "Payments", 0.62, 0.1, 0.58, 0.35],
  ["BINANCE:DOGEUSDT", "Dogecoin", "Meme", 0.88, 0.35, 0.5, 0.55],
  ["BINANCE:SHIBUSDT", "Shiba Inu", "Meme", 0.9, -0.35, 0.5, 0.58],
  ["BINANCE:LINKUSDT", "Chainlink", "Oracle", 0.76, 0.4, 0.6, 0.25],
  ["BINANCE:UNIUSDT", "Uniswap", "DeFi", 0.84, -0.2, 0.54, 0.48],
  ["BINANCE:AAVEUSDT", "Aave", "DeFi", 0.82, 0.3, 0.56, 0.48],
  ["BINANCE:ARBUSDT", "Arbitrum", "Layer 2", 0.88, -0.75, 0.58, 0.44],
  ["BINANCE:OPUSDT", "Optimism", "Layer 2", 0.9, -0.55, 0.58, 0.46],
]

const stocks: readonly Row[] = [
  ["NASDAQ:AAPL", "Apple", "Technology", 0.26, 0.8, 0.66, 0.42],
  ["NASDAQ:MSFT", "Microsoft", "Technology", 0.24, 0.85, 0.66, 0.46],
  ["NASDAQ:NVDA", "NVIDIA", "Technology", 0.5, 1.2, 0.62, 0.5],
  ["NASDAQ:GOOGL", "Alphabet", "Communication", 0.29, 0.8, 0.62, 0.42],
  ["NASDAQ:META", "Meta Platforms", "Communication", 0.36, 1, 0.58, 0.42],
  ["NASDAQ:AMZN", "Amazon", "Consumer", 0.31, 0.8, 0.64, 0.34],
  ["NASDAQ:TSLA", "Tesla", "Consumer", 0.58, 0.2, 0.52, 0.34],
  ["NYSE:JPM", "JPMorgan Chase", "Financials", 0.24, 0.9, 0.62, 0.52],
  ["NYSE:BAC", "Bank of America", "Financials", 0.28, 0.35, 0.62, 0.56],
  ["NYSE:XOM", "Exxon Mobil", "Energy", 0.25, 0.25, 0.4, 0.68],
  ["NYSE:CVX", "Chevron", "Energy", 0.25, 0.05, 0.42, 0.68],
  ["NYSE:JNJ", "Johnson & Johnson", "Health", 0.17, 0.15, 0.4, 0.5],
  ["NYSE:PFE", "Pfizer", "Health", 0.25, -0.8, 0.36, 0.48],
  ["NYSE:PG", "Procter & Gamble", "Staples", 0.17, 0.3, 0.42, 0.58],
  ["NYSE:KO", "Coca-Cola", "Staples", 0.15, 0.3, 0.42, 0.58],
  ["NYSE:NKE", "Nike", "Consumer", 0.33, -0.75, 0.5, 0.34],
  ["NYSE:CAT", "Caterpillar", "Industrials", 0.3, 0.7, 0.62, 0.4],
  ["NYSE:BA", "Boeing", "Industrials", 0.36, -0.1, 0.5, 0.4],
]

const funds: readonly Row[] = [
  ["AMEX:SPY", "S&P 500 fund", "Broad equity", 0.16, 0.9, 0.95, 0.1],
  ["NASDAQ:QQQ", "Nasdaq 100 fund", "Broad equity", 0.21, 0.95, 0.88, 0.2],
  ["AMEX:IWM", "Small company fund", "Broad equity", 0.22, 0.4, 0.84, 0.2],
  ["AMEX:EEM", "Emerging markets fund", "Broad equity", 0.18, 0.35, 0.68, 0.2],
  ["AMEX:XLE", "Energy sector fund", "Energy", 0.22, 0.2, 0.48, 0.72],
  ["AMEX:XLU", "Utilities sector fund", "Utilities", 0.17, 0.45, 0.45, 0.3],
  ["NASDAQ:TLT", "Long Treasury fund", "Rates", 0.15, -0.2, -0.05, 0.75],
  ["AMEX:HYG", "High yield bond fund", "Credit", 0.08, 0.55, 0.7, 0.2],
  ["AMEX:GLD", "Gold fund", "Metals", 0.15, 1, 0.08, 0.75],
  ["AMEX:SLV", "Silver fund", "Metals", 0.28, 0.6, 0.2, 0.75],
]

const currencies: readonly Row[] = [
  ["FX:EURUSD", "Euro / US dollar", "Majors", 0.08, 0.3, 0.8, 0.2],
  ["FX:GBPUSD", "Pound / US dollar", "Majors", 0.084, 0.35, 0.74, 0.2],
  ["FX:USDJPY", "US dollar / yen", "Majors", 0.105, 0.4, -0.6, 0.1],
  ["FX:USDCHF", "US dollar / franc", "Majors", 0.082, -0.4, -0.72, 0.2],
  ["FX:AUDUSD", "Australian dollar / US dollar", "Commodity", 0.1, -0.1, 0.7, 0.45],
  ["FX:NZDUSD", "New Zealand dollar / US dollar", "Commodity", 0.102, -0.3, 0.7, 0.48],
  ["FX:USDCAD", "US dollar / Canadian dollar", "Commodity", 0.08, 0.15, -0.6, -0.3],
  ["FX:USDMXN", "US dollar / Mexican peso", "Emerging", 0.125, -0.5, -0.4, 0.3],
]

function instruments(
  rows: readonly Row[],
  calendar: Market,
  market: string,
  assetClass: string,
): readonly Instrument[] {
  return rows.map(([symbol, description, sector, volatility, sharpe, marketLoading, sectorLoading]) => ({
    symbol,
    description: `${description} (synthetic)`,
    sector,
    market,
    assetClass,
    calendar,
    volatility,
    sharpe,
    marketLoading,
    sectorLoading,
  }))
}

/**
 * The sample's physical symbols. Names are real so that an analyst finds them familiar; every return is
 * made up, and the figures beside the names are chosen to look like their kind, not like their history.
 */
export const universe: readonly Instrument[] = [
  ...instruments(crypto, "crypto", "CRYPTO", "CRYPTO"),
  ...instruments(stocks, "equities", "US_STOCKS", "EQUITIES"),
  ...instruments(funds, "equities", "US_FUNDS", "EQUITIES"),
  ...instruments(currencies, "fx", "FX", "FOREX"),
]
