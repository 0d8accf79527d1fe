import { createHash } from "node:crypto"
import { readFileSync, rmSync } from "node:fs"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { emptyChain, type Ledger, openLedger } from "#engine/ledger/ledger"
import { valueOf } from "./a-run"

let folder: string
let ledger: Ledger
const lines = () =>
  readFileSync(join(folder, "audit.jsonl"), "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nestfolio-ledger-"))
  ledger = valueOf(openLedger(join(folder, "audit.jsonl"), () => "2026-11-20T10:00:00.000Z", emptyChain))
})

afterEach(() => {
  ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

const decision = (data: number) =>
  ({ type: "decision", decision: "sleeve.vetoed", context: { z: "é", a: 1e21 }, data }) as const

describe("a ledger", () => {
  it("hashes the RFC 8785 form of a record without its hash", () => {
    valueOf(ledger.append(decision(0.1)))
    // Written by hand: keys sorted, no spaces, numbers as ECMAScript prints them, UTF-8.
    const canonical =
      '{"context":{"a":1e+21,"z":"é"},"data":0.1,"decision":"sleeve.vetoed",' +
      `"prev_hash":"${"0".repeat(64)}","seq":0,"ts":"2026-11-20T10:00:00.000Z","type":"decision"}`
    expect(lines()[0].hash).toBe(createHash("sha256").update(canonical, "utf8").digest("hex"))
  })

  it("numbers its records and links each to the one before", () => {
    const first = valueOf(ledger.append(decision(1)))
    const second = valueOf(ledger.append(decision(2)))
    expect(second).toMatchObject({ seq: 1, prev_hash: first.hash })
    expect({ head: ledger.head, count: ledger.count }).toEqual({ head: second.hash, count: 2 })
    expect(lines()).toEqual([first, second])
  })

  it.each([
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["a Date", new Date(0)],
    ["half of a surrogate pair", "\uD800"],
  ])("refuses %s and stays as it was", (_name, value) => {
    const data = { deep: [value] } as never
    expect(() => ledger.append({ type: "decision", decision: "x", context: {}, data })).toThrow(
      "Broken promise: $.data.deep[0]",
    )
    expect(ledger.count).toBe(0)
    expect(lines()).toEqual([])
  })
})
