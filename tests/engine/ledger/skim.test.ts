import { join } from "node:path"
import fc from "fast-check"
import { expect, test } from "vitest"
import { headOf, type LedgerContent, parseLedger } from "#engine/ledger/read"
import { skimBytes, skimLedger } from "#engine/ledger/skim"

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Everything that can be asked of a ledger, with the heads made alike. */
function told({ records, unreadable, blank }: LedgerContent) {
  const lines = records.map((line) => {
    const { type, step, context, seq, prev_hash, hash } = headOf(line)
    const head = { type, step, context, seq, prev_hash, hash }
    return { line: line.line, text: line.text, record: line.record, head }
  })
  return { lines, unreadable, blank }
}

/** A file is read without its byte order mark. */
const both = (text: string) =>
  [told(skimBytes(bytesOf(text))), told(parseLedger(text.replace(/^\ufeff/, "")))] as const

/** As `json.dumps` spells a record. */
const record = `{"type": "action", "status": "success", "step": "backtest_optimize", "outcome": {"metrics": {"sharpe": -1.5e-05, "n": 10, "ok": true, "none": null}}, "data": {"daily_returns": [0.01, -0.02, 1E+3], "weights": {"BINANCE:BTCUSDT": 0.25}, "deep": {"a": {"b": [], "c": {}}}}, "context": {"window_index": 4, "engine": "custom", "profile": "hrp"}, "ts": "2026-01-02T06:00:50", "prev_hash": "${"0".repeat(64)}", "hash": "${"ab".repeat(32)}"}`

test("a skimmed record has its head before the rest is read, and then the whole of it", () => {
  const [line] = skimBytes(bytesOf(`${record}\n`)).records
  expect(line?.head).toMatchObject({
    type: "action",
    step: "backtest_optimize",
    context: { window_index: 4, engine: "custom", profile: "hrp" },
    prev_hash: "0".repeat(64),
    hash: "ab".repeat(32),
  })
  expect(line).toMatchObject({
    line: 1,
    text: record,
    record: { data: { daily_returns: [0.01, -0.02, 1000] } },
  })
})

test.each([
  ["a blank line, one without a line end, and other line ends", `${record}\n \n\r\n${record}\r\n${record}`],
  ["a byte order mark", `\ufeff${record}\n${record}\n`],
  [
    "bare NaN, and an exponent too large",
    `${record.replace("10", "NaN")}\n${record.replace("1E+3", "1e999")}\n`,
  ],
  ["a comma too many", `${record.replace('hrp"}', 'hrp", }')}\n${record.replace("1E+3]", "1E+3, ]")}\n`],
  ["a number that JSON has not", `${record.replace("0.25", "01")}\n${record.replace("0.25", ".5")}\n`],
  [
    "text beyond ASCII, and half of a pair",
    `${record.replace("hrp", "hürp")}\n${record.replace("hrp", "\\ud800")}\n`,
  ],
  ["a member twice", `${record.replace('"ts"', '"step"')}\n${record.replace('"status"', '"hash"')}\n`],
  ["a line cut short", `${record.slice(0, -1)}\n${record.slice(0, 200)}`],
  ["something behind the record", `${record} \n${record}}\n${record}{}\n`],
  [
    "another order of members, as in our own ledgers",
    '{"hash":"1","prev_hash":"0","seq":0,"type":"genesis"}\n',
  ],
  ["a head within another member", `${record.replace('"ts": ', '"env": {"hash": "x"}, "ts": ')}\n`],
  ["lists in lists", `${record.replace("[]", "[[1, [2]]]")}\n`],
  ["no bytes", ""],
])("skimming tells of %s what reading in full tells", (_, text) => {
  const [skimmed, read] = both(text)
  expect(skimmed).toEqual(read)
})

test("skimming tells of any damaged line what reading in full tells", () => {
  const marks = fc.string({
    minLength: 1,
    maxLength: 2,
    unit: fc.constantFrom(...Array.from('{}[]",: \\\n\t\re-+.0179afNu')),
  })
  const members = fc.constantFrom(
    '"hash": "0"',
    ', "step": "x"',
    '"context": {}',
    "true",
    "null",
    "1e400",
    "é",
    '"__proto__": 1, ',
  )
  const piece = fc.oneof(marks, members)
  const damage = fc.record({ at: fc.nat(record.length), cut: fc.nat(6), put: piece })
  fc.assert(
    fc.property(fc.array(damage, { maxLength: 3 }), (damages) => {
      let text = record
      for (const { at, cut, put } of damages) text = text.slice(0, at) + put + text.slice(at + cut)
      const [skimmed, read] = both(`${record}\n${text}\n${record}\n`)
      expect(skimmed).toEqual(read)
    }),
    { numRuns: 2000 },
  )
})

test("a line of any length is told", () => {
  const long = record.replace("BINANCE", "B".repeat(3_000_000))
  const [skimmed, read] = both(`${long}\n${record}\n`)
  expect(skimmed.lines.map(({ line, text }) => [line, text.length])).toEqual([
    [1, long.length],
    [2, record.length],
  ])
  expect(skimmed).toEqual(read)
})

test("a run without a ledger has none to skim", () => {
  const path = join(import.meta.dirname, "nowhere", "audit.jsonl")
  expect(skimLedger(path)).toMatchObject({ ok: false, problems: [{ code: "ledger.missing", where: path }] })
})
