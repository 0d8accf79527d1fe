import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { plainForm } from "#engine/ledger/plain-form"
import { pythonForm } from "#engine/ledger/python-form"

/** As `json.dumps` spells a value, for whole numbers and plain text. */
function dumps(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dumps).join(", ")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${dumps(member)}`)
  return `{${members.join(", ")}}`
}

const texts = fc.string({ maxLength: 6, unit: fc.constantFrom(...Array.from("abC09 _:,{}[]-")) })
const scalars = fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null))
const records = fc.letrec((tie) => ({
  object: fc.dictionary(
    texts,
    fc.oneof({ depthSize: "small" }, scalars, fc.array(fc.integer()), tie("object")),
  ),
})).object

describe("the form of a ledger line as the platform spells it", () => {
  it("is Python's, at every depth, whatever the order of its members", () => {
    fc.assert(
      fc.property(records, texts, (record, hash) => {
        const line = dumps({ ...(record as object), hash })
        expect([undefined, pythonForm(line)]).toContain(plainForm(line))
      }),
      { numRuns: 2000 },
    )
  })

  it("is found for a record of numbers, lists, texts and objects", () => {
    const line = '{"b": [1.0, -2e-07], "a": {"d": "x, y: {", "c": null}, "hash": "00", "e": {}}'
    expect(plainForm(line)).toBe('{"a": {"c": null, "d": "x, y: {"}, "b": [1.0, -2e-07], "e": {}}')
    expect(plainForm(line)).toBe(pythonForm(line))
  })

  it.each([
    ["an escape", '{"a": "\\u00e9"}'],
    ["a member twice", '{"b": 1, "a": 2, "b": 3}'],
    ["two hashes", '{"hash": "0", "a": 1, "hash": "1"}'],
    ["lists in a list", '{"a": [[1], [2]]}'],
    ["texts in a list", '{"a": ["x]"]}'],
    ["no space behind a colon", '{"a":1}'],
    ["something behind it", '{"a": 1} '],
    ["an end too early", '{"a": {"b": 1}'],
    ["no object", "[1]"],
  ])("is left to the slower reading of a line with %s", (_name, line) => {
    expect(plainForm(line)).toBeUndefined()
  })
})
