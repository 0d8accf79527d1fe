import { describe, expect, it } from "vitest"
import { chainedLines } from "#engine/workspace/sample/platform/ledger-chain"
import { float, floatRepr, pythonJson } from "#engine/workspace/sample/platform/python-json"

describe("Python's JSON", () => {
  it("writes floats as their repr", () => {
    const written = [1, -0, 0.1, 1e-4, 1e-5, 1.5e-7, 1e15, 1e16, 1.25e22, 0.33333333333299997].map(floatRepr)
    // Figures from CPython 3.11.
    expect(written).toEqual([
      "1.0",
      "-0.0",
      "0.1",
      "0.0001",
      "1e-05",
      "1.5e-07",
      "1000000000000000.0",
      "1e+16",
      "1.25e+22",
      "0.33333333333299997",
    ])
  })

  it("tells floats from integers", () => {
    expect(pythonJson({ a: 2, b: float(2) }, false)).toBe('{"a": 2, "b": 2.0}')
  })

  it("sorts keys at every depth when asked to, and keeps their order otherwise", () => {
    const value = { b: { d: 1, c: null }, a: [true, { z: 1, y: 2 }] }
    expect(pythonJson(value, true)).toBe('{"a": [true, {"y": 2, "z": 1}], "b": {"c": null, "d": 1}}')
    expect(pythonJson(value, false)).toBe('{"b": {"d": 1, "c": null}, "a": [true, {"z": 1, "y": 2}]}')
  })

  it("escapes everything outside ASCII", () => {
    expect(pythonJson('é "x"\n€ 😀\u007f', false)).toBe('"\\u00e9 \\"x\\"\\n\\u20ac \\ud83d\\ude00\u007f"')
  })
})

describe("the platform's chain", () => {
  it("gives the hash that the platform gave to the same record", () => {
    // Reference 1.12, computed by running the platform.
    const record = {
      type: "action",
      status: "intent",
      step: "meta_optimize_hrp",
      intent: {
        params: { engine: "custom", profile: "hrp", n_sleeves: 2 },
        input_hashes: { meta_returns: "1284bef60d3569b92019230535910aefaa7c435ee8c825b04c32d8b57dff7441" },
      },
      context: { meta_profile: "meta_x" },
    }
    const [line] = chainedLines([{ record, ts: "2026-11-20T10:33:46.380599" }])
    expect(JSON.parse(line!).hash).toBe("b07f197f9b8acb82bb2cec022f74c8228f9d9c2f70bdf864ca0b55b902b1faff")
  })

  it("links each record to the one before", () => {
    const ts = "2026-01-01T00:00:00.000000"
    const [first, second] = chainedLines([
      { record: { type: "genesis" }, ts },
      { record: { type: "action" }, ts },
    ]).map((line) => JSON.parse(line))
    expect(first.prev_hash).toBe("0".repeat(64))
    expect(second.prev_hash).toBe(first.hash)
  })
})
