import { expect, test } from "vitest"
import { countsOf, targets } from "../targets/register"
import { Random } from "../random"
import { mutateBytes, sameBytes } from "./bytes"
import { mutateJson } from "./json"
import { mutateLines } from "./lines"

const times = Array.from({ length: 300 }, (_, i) => i)
const json = JSON.stringify({ a: [1, "two", { b: null }], c: { d: 0.5, e: true } })
const lines = '{"a":1}\n{"b":2}\n{"c":3}\n'

test("the same seed and name give the same input", () => {
  const make = () => times.map((i) => mutateJson(json, new Random(7, `x ${i}`)))
  expect(make()).toEqual(make())
  expect(make()).not.toEqual(times.map((i) => mutateJson(json, new Random(8, `x ${i}`))))
})

test("JSON comes out torn, doubled, deep and with names that every object has", () => {
  const texts = times.map((i) => mutateJson(json, new Random(1, `${i}`)))
  const unreadable = texts.filter((text) => !isJson(text))
  expect(unreadable.length).toBeGreaterThan(5)
  expect(unreadable.length).toBeLessThan(150)
  for (const mark of ["__proto__", "NaN", "1e999", "\\ud800", "[[[[["]) {
    expect(
      texts.some((text) => text.includes(mark)),
      mark,
    ).toBe(true)
  }
})

test("most mutated bytes are other bytes", () => {
  const bytes = new TextEncoder().encode(lines.repeat(20))
  const other = times.filter((i) => !sameBytes(bytes, mutateBytes(bytes, new Random(1, `${i}`))))
  expect(other.length).toBeGreaterThan(280)
})

test("lines that were only lost are parts of the lines that were there, in their order", () => {
  const lost = times.map((i) => mutateLines(lines, new Random(1, `${i}`))).filter(({ onlyLost }) => onlyLost)
  expect(lost.length).toBeGreaterThan(50)
  for (const { text } of lost) {
    const left = text.split("\n").filter((line) => line !== "")
    let from = 0
    for (const line of left) {
      const at = lines.indexOf(line, from)
      expect(at).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
  }
})

test("every target gets its share of the inputs", () => {
  const counts = countsOf(targets, 10_000)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(10_000)
  const whole = targets.reduce((sum, { share }) => sum + share, 0)
  for (const [at, { name, share }] of targets.entries())
    expect(counts[at], name).toBeGreaterThanOrEqual((10_000 * share) / whole)
  // Resume and replay execute a whole run for each input, and get the fewest.
  expect(Math.min(...counts)).toBeGreaterThan(50)
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
