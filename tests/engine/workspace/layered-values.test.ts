import { expect, test } from "vitest"
import type { SettingLayer } from "#shared/model/settings"
import { leavesOf, mergeLayers } from "#engine/workspace/layered-values"

const layer = (name: SettingLayer, tree: object) =>
  leavesOf(tree).map((leaf) => ({ ...leaf, layer: name, where: () => name }))

function merged(...layers: ReturnType<typeof layer>[]) {
  const { values, winners } = mergeLayers(layers.flat())
  return { values, origins: Object.fromEntries([...winners].map(([path, value]) => [path, value.layer])) }
}

test("objects merge key by key, and each leaf keeps its layer", () => {
  expect(merged(layer("defaults", { b: { x: 1, y: 2 } }), layer("profile", { b: { y: 3 } }))).toEqual({
    values: { b: { x: 1, y: 3 } },
    origins: { "b.x": "defaults", "b.y": "profile" },
  })
})

test("a key named __proto__ is a key like others", () => {
  const profile = JSON.parse('{"b": {"__proto__": {"x": 1}}}') as object
  const { values } = merged(layer("defaults", { b: { y: 2 } }), layer("profile", profile))
  expect(JSON.stringify(values)).toBe('{"b":{"y":2,"__proto__":{"x":1}}}')
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined()
})

test("lists are replaced as a whole", () => {
  expect(merged(layer("defaults", { l: [1, 2, 3] }), layer("command", { l: [4] }))).toEqual({
    values: { l: [4] },
    origins: { l: "command" },
  })
})

test("a leaf takes the place of a branch, and a branch that of a leaf", () => {
  expect(merged(layer("defaults", { b: { x: 1 } }), layer("profile", { b: 7 }))).toEqual({
    values: { b: 7 },
    origins: { b: "profile" },
  })
  expect(merged(layer("defaults", { b: 7 }), layer("profile", { b: { x: 1 } }))).toEqual({
    values: { b: { x: 1 } },
    origins: { "b.x": "profile" },
  })
})

test("an empty object clears what lower layers put there", () => {
  expect(merged(layer("profile", { bounds: { a: { max: 0.3 } } }), layer("command", { bounds: {} }))).toEqual(
    {
      values: { bounds: {} },
      origins: { bounds: "command" },
    },
  )
})

test("null is a value, undefined is none", () => {
  expect(merged(layer("profile", { a: null, b: undefined }))).toEqual({
    values: { a: null },
    origins: { a: "profile" },
  })
})
