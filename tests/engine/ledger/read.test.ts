import { describe, expect, it } from "vitest"
import { parseLedger } from "#engine/ledger/read"

describe("reading a ledger", () => {
  it("gives each record with its line, and the lines that hold none", () => {
    const content = parseLedger('{"type":"genesis"}\n\nnot json\n[1]\n{"type":"action"}\n')
    expect(content.records.map(({ line, record }) => [line, record["type"]])).toEqual([
      [1, "genesis"],
      [5, "action"],
    ])
    expect(content.unreadable).toEqual([3, 4])
  })

  it("reads the bare NaN and infinities that Python writes, but leaves texts alone", () => {
    const text =
      '{"status": "success", "note": "NaN or \\"-Infinity\\"", "m": [NaN, -Infinity, Infinity, 1]}\n'
    expect(parseLedger(text)).toMatchObject({
      unreadable: [],
      records: [{ record: { note: 'NaN or "-Infinity"', m: [null, null, null, 1] } }],
    })
  })
})
