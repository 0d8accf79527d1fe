import { parsePythonJson } from "./python-json"

/** What an atom stands for. */
export interface PhysicalAtom {
  readonly symbol: string
  readonly direction: "LONG" | "SHORT"
  /** No mapping tells the symbol: it was read from the atom's name. */
  readonly cut: boolean
}

/** Physical symbol and direction by atom id, from a run's candidates file; empty when it has none. */
export type AtomMap = ReadonlyMap<string, { readonly symbol: string; readonly direction: string | undefined }>

/** The candidates file of a run, relative to its directory. */
export const candidatesFile = "data/portfolio_candidates.json"

/**
 * The mapping in a run's candidates: a list of records, or one under `data`, with `atom_id` and
 * `physical_symbol` (reference 3.2). Bytes that are absent or no such list map nothing.
 */
export function atomMapOf(bytes: Uint8Array | undefined): AtomMap {
  const atoms = new Map<string, { symbol: string; direction: string | undefined }>()
  for (const row of rowsOf(bytes)) {
    const { atom_id: atom, physical_symbol: symbol, direction } = row
    if (typeof atom !== "string" || typeof symbol !== "string" || symbol.trim() === "") continue
    atoms.set(atom, {
      symbol,
      direction: typeof direction === "string" ? direction.toUpperCase() : undefined,
    })
  }
  return atoms
}

/**
 * Symbol and direction of an atom `EXCHANGE:SYMBOL_logic_DIRECTION[_timescale]`: the mapping's; without one
 * the longest of the known symbols that the name begins with, and only then what stands before the first
 * underscore. Undefined when neither mapping nor name tells symbol and direction.
 */
export function physicalAtom(
  atom: string,
  map: AtomMap,
  knownSymbols: readonly string[],
): PhysicalAtom | undefined {
  const mapped = map.get(atom)
  const direction = directionOf(mapped?.direction) ?? directionOf(/_(LONG|SHORT)(?:_[^_]+)?$/.exec(atom)?.[1])
  if (direction === undefined) return undefined
  if (mapped !== undefined) return { symbol: mapped.symbol, direction, cut: false }
  const known = knownSymbols
    .filter((symbol) => atom.startsWith(`${symbol}_`))
    .reduce<string | undefined>(
      (best, symbol) => (best !== undefined && best.length >= symbol.length ? best : symbol),
      undefined,
    )
  const symbol = known ?? atom.slice(0, atom.indexOf("_"))
  return symbol.trim() === "" ? undefined : { symbol, direction, cut: true }
}

function directionOf(text: string | undefined): "LONG" | "SHORT" | undefined {
  return text === "LONG" || text === "SHORT" ? text : undefined
}

function rowsOf(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>>[] {
  if (bytes === undefined) return []
  try {
    const parsed = parsePythonJson(new TextDecoder().decode(bytes))
    const list = Array.isArray(parsed) ? parsed : isRecord(parsed) ? parsed["data"] : undefined
    return Array.isArray(list) ? list.filter(isRecord) : []
  } catch {
    return []
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
