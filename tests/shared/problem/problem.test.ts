import { expect, test } from "vitest"
import { problem } from "#shared/problem/problem"

const told = { what: "It is odd.", where: "here", seen: "this", remedy: "do that" }

test("a blank that was seen is shown in quotes", () => {
  expect(problem("internal", { ...told, seen: "" }).seen).toBe('""')
  expect(problem("internal", { ...told, seen: " \n" }).seen).toBe('" \\n"')
})

test("half of a character that was cut in two is shown as unknown", () => {
  const cut = "\u{1f4a5}\u{1f4a5}".slice(0, 3)
  const { where, seen, remedy } = problem("internal", { ...told, where: cut, seen: cut, remedy: cut })
  expect([where, seen, remedy]).toEqual(Array.from({ length: 3 }, () => "\u{1f4a5}\ufffd"))
})
