import fc from "fast-check"
import { parse } from "jsonc-parser"
import { describe, expect, it } from "vitest"
import { arranged, withCopy, withKey, withoutValue, withValue } from "#main/desk/manifest/text-edits"

const text = `{
  // the book
  "profiles": {
    "core": {
      "description": "x",   "own_key": 1,
      "sleeves": [
        { "id": "a", "profile": "p" }, // the first
        { "id": "b",   "profile": "q" },
        { "id": "c", "profile": "r" }
      ]
    }
  }
}
`

describe("Edits of a manifest's text", () => {
  it("replace the value alone", () => {
    const edited = withValue(text, ["profiles", "core", "description"], "y")
    expect(edited).toBe(text.replace('"x"', '"y"'))
  })

  it("add a member on a line of its own, with the indentation of the others", () => {
    const edited = withValue(text, ["profiles", "core", "meta_allocation"], { min_weight: 0.1 })
    expect(edited).toBe(
      text.replace("      ]\n", '      ],\n      "meta_allocation": {\n        "min_weight": 0.1\n      }\n'),
    )
  })

  it("add a sleeve in the manner of the others", () => {
    const edited = withValue(text, ["profiles", "core", "sleeves", 3], { id: "d", profile: "s" })
    expect(edited).toBe(
      text.replace('"profile": "r" }\n', '"profile": "r" },\n        { "id": "d", "profile": "s" }\n'),
    )
  })

  it("take a member away with its line and its comma, and leave the comments of others", () => {
    expect(withoutValue(text, ["profiles", "core", "sleeves", 2])).toBe(
      text.replace('"q" },\n        { "id": "c", "profile": "r" }', '"q" }'),
    )
    expect(withoutValue(text, ["profiles", "core", "description"])).toBe(
      text.replace('"description": "x",   ', ""),
    )
  })

  it("put sleeves in another order, each with its own spacing", () => {
    const edited = arranged(text, ["profiles", "core", "sleeves"], [1, 0])
    expect(edited).toContain(
      '        { "id": "b",   "profile": "q" }, // the first\n        { "id": "a", "profile": "p" }\n',
    )
    expect(edited).not.toContain('"c"')
  })

  it("keep a file's line ends and its byte order mark", () => {
    const windows = `\ufeff${text.replaceAll("\n", "\r\n")}`
    const edited = withValue(windows, ["profiles", "core", "features"], { a: true })!
    expect(edited.startsWith("\ufeff{\r\n")).toBe(true)
    expect(/[^\r]\n/.test(edited)).toBe(false)
  })

  it("copy a profile letter by letter, and rename one by its key alone", () => {
    const copied = withCopy(text, ["profiles", "core"], "twin")!
    const body = text.slice(text.indexOf('"core": ') + 8, text.indexOf("\n  }\n}"))
    expect(copied).toContain(`,\n    "twin": ${body}\n  }\n}`)
    expect(withKey(text, ["profiles", "core"], "heart")).toBe(text.replace('"core"', '"heart"'))
  })

  it("give nothing where the text has no such place", () => {
    expect(withValue(text, ["profiles", "core", "sleeves", "x"], 1)).toBeUndefined()
    expect(withoutValue(text, ["profiles", "gone"])).toBeUndefined()
    expect(arranged(text, ["profiles", "core", "sleeves"], [7])).toBeUndefined()
  })
})

const plain = fc.oneof(fc.integer(), fc.boolean(), fc.string({ maxLength: 5 }))
const key = fc.stringMatching(/^[a-z]{1,4}$/)
const objects = fc.dictionary(key, fc.oneof(plain, fc.array(plain, { maxLength: 3 })), {
  noNullPrototype: true,
})
const layouts = fc.constantFrom<[string | number | undefined, string]>(
  [undefined, "\n"],
  [2, "\n"],
  [4, "\r\n"],
  ["\t", "\n"],
)

/** JSON in a layout, with a comment before every line that begins a member. */
function laidOut(value: unknown, [indent, eol]: readonly [string | number | undefined, string]): string {
  const json = JSON.stringify(value, null, indent)
  return json.replaceAll(/\n(\s*)"/g, '\n$1/* kept */ "').replaceAll("\n", eol)
}

const count = (text: string) => text.split("/* kept */").length - 1

describe("Whatever the manifest looks like", () => {
  it("a value that is set is there afterwards, every other is as it was, and all comments stay", () => {
    fc.assert(
      fc.property(objects, key, plain, layouts, (object, name, value, layout) => {
        const before = laidOut({ first: 1, object }, layout)
        const after = withValue(before, ["object", name], value)!
        expect(parse(after)).toEqual({ first: 1, object: { ...object, [name]: value } })
        expect(count(after)).toBe(count(before))
      }),
    )
  })

  it("a value that is removed is gone, and every other is as it was", () => {
    fc.assert(
      fc.property(objects, key, layouts, (object, name, layout) => {
        const before = laidOut({ first: 1, object: { ...object, [name]: 1 } }, layout)
        const { [name]: _gone, ...others } = object
        const after = withoutValue(before, ["object", name])!
        const errors: never[] = []
        expect(parse(after, errors)).toEqual({ first: 1, object: others })
        expect(errors).toEqual([])
      }),
    )
  })

  it("setting and then removing a new member gives the text back", () => {
    fc.assert(
      fc.property(objects, plain, (object, value) => {
        const before = laidOut({ first: 1, object: { a: 1, ...object } }, [2, "\n"])
        const after = withValue(before, ["object", "brand_new"], value)!
        expect(withoutValue(after, ["object", "brand_new"])).toBe(before)
      }),
    )
  })

  it("any order of any members of a list is what the list then holds", () => {
    const cases = fc
      .uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 8 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list.map((_, at) => at)), layouts))
    fc.assert(
      fc.property(cases, ([list, order, layout]) => {
        const before = laidOut({ list }, layout)
        const after = arranged(before, ["list"], order)!
        expect(parse(after)).toEqual({ list: order.map((at) => list[at]) })
      }),
    )
  })
})
