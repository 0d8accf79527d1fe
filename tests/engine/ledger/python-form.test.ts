import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { pythonForm } from "#engine/ledger/python-form"
import { verifyRun } from "#engine/ledger/verify"

// A record that the platform wrote, with its hash (reference 1.12).
const record =
  '{"type": "action", "status": "intent", "step": "meta_optimize_hrp", "intent": {"params": {"engine": "custom", ' +
  '"profile": "hrp", "n_sleeves": 2}, "input_hashes": {"meta_returns": ' +
  '"1284bef60d3569b92019230535910aefaa7c435ee8c825b04c32d8b57dff7441"}}, "context": {"meta_profile": "meta_x"}, ' +
  '"ts": "2026-11-20T10:33:46.380599", "prev_hash": ' +
  '"0000000000000000000000000000000000000000000000000000000000000000", ' +
  '"hash": "b07f197f9b8acb82bb2cec022f74c8228f9d9c2f70bdf864ca0b55b902b1faff"}'

describe("the form in which Python hashes a record", () => {
  it("is the one whose hash the platform wrote", () => {
    expect(sha256Of(pythonForm(record))).toBe(
      "b07f197f9b8acb82bb2cec022f74c8228f9d9c2f70bdf864ca0b55b902b1faff",
    )
  })

  // Expected texts: json.dumps(json.loads(line), sort_keys=True) of CPython 3.11.
  it.each([
    ['{"b": 1.0, "a": 1e-07, "c": [1, 2.5]}', '{"a": 1e-07, "b": 1.0, "c": [1, 2.5]}'],
    ['{"m": NaN, "n": -Infinity}', '{"m": NaN, "n": -Infinity}'],
    [
      '{"é": "\\u00df \\ud83d\\ude00", "e": "\\u007f"}',
      '{"e": "\\u007f", "\\u00e9": "\\u00df \\ud83d\\ude00"}',
    ],
    ['{"\\ud83d\\ude00": 1, "\\ufb33": 2}', '{"\\ufb33": 2, "\\ud83d\\ude00": 1}'],
    ['{"a": {}, "b": [], "hash": "x", "c": {"hash": "y"}}', '{"a": {}, "b": [], "c": {"hash": "y"}}'],
  ])("of %s", (line, form) => {
    expect(pythonForm(line)).toBe(form)
  })

  it("is not defined for a line that is no record", () => {
    expect(() => pythonForm('{"a": 1} x')).toThrow("nothing follows the record")
    expect(() => pythonForm('{"a" 1}')).toThrow("column 6")
  })
})

describe("verifying a run of the Python platform", () => {
  let path: string

  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "nestfolio-platform-"))
  })

  afterEach(() => rmSync(path, { recursive: true, force: true }))

  it("recomputes its chain", () => {
    writeFileSync(join(path, "audit.jsonl"), `${record}\n`)
    expect(verifyRun(path)).toMatchObject({
      ok: true,
      value: { findings: [], judgedBy: "ledger", records: 1 },
    })
  })

  it("names the first record that was changed", () => {
    writeFileSync(join(path, "audit.jsonl"), `${record.replace('"n_sleeves": 2', '"n_sleeves": 3')}\n`)
    expect(verifyRun(path)).toMatchObject({
      value: { findings: [{ code: "ledger.broken", where: `${path}/audit.jsonl:1` }], records: 0 },
    })
  })
})
