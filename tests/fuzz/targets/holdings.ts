import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { loadHoldings } from "#engine/workspace/holdings"
import { everyDay } from "../../workspaces/days"
import { workspace } from "../../workspaces/workspace"
import { mutateBytes } from "../mutate/bytes"
import { mutateJson } from "../mutate/json"
import type { Random } from "../random"
import { flawOfResult, type Target } from "../target"

/** `loadHoldings`: flattened portfolios, and atoms with the candidates that map them. */
export const holdingsTarget: Target = {
  name: "holdings",
  share: 15,
  open: async () => {
    const runPath = mkdtempSync(join(tmpdir(), "nestfolio-fuzz-"))
    mkdirSync(join(runPath, "data"))
    const files = filesOf()
    return {
      try: async (random) => tryOne(runPath, files, random),
      close: () => rmSync(runPath, { recursive: true, force: true }),
    }
  },
}

const FLATTENED = "data/portfolio_flattened.json"
const ATOMS = ["data/portfolio_optimized_v2.json", "data/portfolio_candidates.json"] as const

function tryOne(runPath: string, files: ReadonlyMap<string, Uint8Array>, random: Random): string | undefined {
  const used: readonly string[] = random.chance(0.6) ? [FLATTENED] : ATOMS
  const mutated = random.pick(used)
  for (const name of used) {
    const bytes = files.get(name)!
    writeFileSync(join(runPath, name), name === mutated ? mutatedFile(bytes, random) : bytes)
  }
  try {
    return flawOfResult(loadHoldings(runPath, random.pick(["hrp", "min_variance", "none"])), ({ rows }) => {
      for (const { symbol, net, gross } of rows) {
        if (typeof symbol !== "string" || symbol === "") return "a holding without a symbol"
        if (!Number.isFinite(net) || !Number.isFinite(gross)) return `${symbol}: net ${net}, gross ${gross}`
        if (gross < Math.abs(net) - 1e-9) return `${symbol}: gross ${gross} below net ${net}`
      }
      return undefined
    })
  } finally {
    for (const name of used) rmSync(join(runPath, name))
  }
}

/** By its structure, or byte by byte. */
export function mutatedFile(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.chance(0.25)) return mutateBytes(bytes, random)
  return new TextEncoder().encode(mutateJson(new TextDecoder().decode(bytes), random))
}

function filesOf(): Map<string, Uint8Array> {
  const holdings = [
    { symbol: "BINANCE:BTCUSDT", net: 0.5, market: "CRYPTO" },
    { symbol: "NASDAQ:AAPL", net: -0.3, gross: 0.4 },
    { symbol: "NYSE:X.Y", net: 0.1 },
  ]
  const files = workspace().sleeve("a", everyDay(30), { holdings }).files()
  const prefix = "data/artifacts/summaries/runs/a_run/"
  return new Map(
    files
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ path, bytes }) => [path.slice(prefix.length), bytes]),
  )
}
