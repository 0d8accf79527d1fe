import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { currentProcess } from "#engine/artifacts/process-identity"
import { verifyRun } from "#engine/ledger/verify"
import { loadHoldings } from "#engine/workspace/holdings"
import type { ImportRequest } from "#engine/workspace/import/import-request"
import { prepareImport, type PreparedImport } from "#engine/workspace/import/prepare-import"
import { writeImport } from "#engine/workspace/import/write-import"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { mutateBytes } from "../mutate/bytes"
import { type KnownTable, knownTable, sameNumber } from "../mutate/table"
import type { Random } from "../random"
import { smallWorkspace } from "../small-workspace"
import { flawOf, type Target } from "../target"
import { tickingClock } from "./finished-run"

const RUN = "imported"
const MANIFEST = "configs/manifest.json"

/** `sleeve import` of odd files of returns and holdings: problems, or a run that verifies and holds what was written. */
export const sleeveImportTarget: Target = {
  name: "sleeve-import",
  share: 5,
  open: async () => {
    const written = await smallWorkspace().write()
    const opened = openWorkspace(written.root)
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const manifest = readFileSync(join(written.root, MANIFEST))
    return {
      try: async (random) => {
        try {
          return await tryOne(opened.value, random)
        } finally {
          rmSync(join(opened.value.runsPath, RUN), { recursive: true, force: true })
          writeFileSync(join(written.root, MANIFEST), manifest)
        }
      },
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

const ROWS = [
  "NASDAQ:AAPL,0.5,LONG,Tech",
  "NASDAQ:MSFT,-0.25,,Tech",
  "NYSE:X.Y,25%,SHORT,",
  '"NYSE:Q","0.1",LONG,"a, b"',
  "BINANCE:BTCUSDT,1e-3,LONG,Coins",
]
const ODD_ROWS = [
  "NYSE:Z,,LONG,",
  ",0.1,LONG,",
  "NYSE:Z,x,LONG,",
  "NYSE:Z,0.1,UP,",
  "NYSE:Z,1e999,LONG,",
  "NYSE:Z",
]

function holdingsBytes(random: Random): Uint8Array {
  const rows = random.shuffled(ROWS).slice(0, random.between(0, ROWS.length))
  if (random.chance(0.2)) rows.push(random.pick(ODD_ROWS))
  const head = random.pick([
    "Symbol,Weight,Direction,Sector",
    "symbol,net_weight,direction,sector",
    "Ticker;Weight",
  ])
  return new TextEncoder().encode([head, ...rows, ""].join(random.pick(["\n", "\r\n"])))
}

async function tryOne(workspace: Workspace, random: Random): Promise<string | undefined> {
  const loaded = loadManifest(workspace)
  if (!loaded.ok) return JSON.stringify(loaded.problems)
  const table = knownTable(random)
  const isMutated = random.chance(0.4)
  const returns = join(workspace.root, `returns.${table.extension}`)
  const holdings = join(workspace.root, "holdings.csv")
  const owned = holdingsBytes(random)
  writeFileSync(returns, isMutated ? mutateBytes(table.bytes, random) : table.bytes)
  writeFileSync(holdings, random.chance(0.3) ? mutateBytes(owned, random) : owned)
  const request: ImportRequest = {
    workspace,
    loaded: loaded.value,
    id: random.pick(["own", "own", "etfs", "pair", "main"]),
    runId: RUN,
    engine: "custom",
    riskProfiles: random.pick([["hrp"], ["hrp", "min_variance"]] as const),
    returns: { path: returns, shown: `returns.${table.extension}` },
    holdings: { path: holdings, shown: "holdings.csv" },
    prices: random.chance(0.2),
    cash: random.pick([0, 0, 0.25]),
    dateOrder: random.pick([undefined, undefined, "dmy", "mdy"] as const),
    decimal: random.pick([undefined, undefined, ".", ","] as const),
    clock: tickingClock(),
    process: currentProcess(),
    programVersion: "0.0.0-fuzz",
    environment: {},
  }
  const prepared = await prepareImport(request)
  if (!prepared.ok) return flawOf(prepared.problems)
  const read =
    flawOfStreams(prepared.value) ?? (isMutated ? undefined : differenceFrom(table, prepared.value))
  return read ?? flawOfRun(prepared.value)
}

function flawOfStreams({ streams }: PreparedImport): string | undefined {
  for (const [risk, { days, values }] of streams) {
    if (days.length === 0 || days.length !== values.length)
      return `${values.length} returns on ${days.length} days`
    for (let t = 0; t < days.length; t++) {
      if (!Number.isFinite(values[t]) || values[t]! < -1) return `${risk}: the return ${values[t]}`
      if (t > 0 && !(days[t]! > days[t - 1]!)) return `${risk}: day ${days[t]} after ${days[t - 1]}`
    }
  }
  return undefined
}

/** A binary file says what its numbers are; of text, cells with signs of other places may rightly be read. */
function differenceFrom(
  { rows, ordinary, extension }: KnownTable,
  { request, streams }: PreparedImport,
): string | undefined {
  if (request.prices || (extension === "csv" && (!ordinary || request.decimal === ","))) return undefined
  if (rows === null) return "a table that can't be read is read"
  const written = new Map(Array.from(rows.days, (day, t) => [day, rows.values[t]!]))
  const [{ days, values }] = streams.values() as unknown as [{ days: Int32Array; values: Float64Array }]
  for (let t = 0; t < days.length; t++) {
    if (!sameNumber(values[t], written.get(days[t]!))) {
      return `${values[t]} on day ${days[t]}, written was ${written.get(days[t]!)}`
    }
  }
  return undefined
}

function flawOfRun(prepared: PreparedImport): string | undefined {
  const written = writeImport(prepared)
  if (!written.ok) return flawOf(written.problems)
  const { workspace, riskProfiles } = prepared.request
  const runPath = join(workspace.runsPath, RUN)
  const verified = verifyRun(runPath)
  if (!verified.ok || verified.value.findings.length > 0)
    return `its run is refused: ${JSON.stringify(verified)}`
  const again = loadManifest(workspace)
  if (!again.ok) return `it broke the manifest: ${JSON.stringify(again.problems)}`
  const holdings = loadHoldings(runPath, riskProfiles[0]!)
  if (!holdings.ok) return `its holdings can't be read: ${JSON.stringify(holdings.problems)}`
  let net = 0
  for (const row of holdings.value.rows) net += row.net
  return Math.abs(net - prepared.holdings.net) > 1e-9
    ? `net ${net}, told ${prepared.holdings.net}`
    : undefined
}
