import { describe, expect, it } from "vitest"
import { readAge, readDuration, readFigure } from "#renderer/parts/read-figure"

const plain = (text: string) =>
  text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ").replaceAll("\u2212", "-")

describe("A figure on the screen", () => {
  it.each([
    [0.1234, "percent", "12.34 %"],
    [0.00001, "percent", "<0.01 %"],
    [-0.123, "percent", "-12.30 %"],
    [0, "percent", "0.00 %"],
    [1.2345, "ratio", "1.23"],
    [-0.98, "correlation", "-0.98"],
    [1234567, "count", "1 234 567"],
    [0.00125, "basisPoints", "12.5 bp"],
    ["2026-11-20T00:00:00.000Z", "date", "2026-11-20"],
    [999, "bytes", "999 B"],
    [1_530_000, "bytes", "1.5 MB"],
    ["0123456789abcdef", "hash", "0123456"],
  ] as const)("%s as %s is written %s", (value, unit, text) => {
    expect(plain(readFigure(value, unit))).toBe(text)
  })

  it("is a minus sign when it is negative, not a hyphen", () => {
    expect(readFigure(-1.5, "ratio")).toBe("\u22121.50")
  })

  it.each([
    [950, "950 ms"],
    [4200, "4.2 s"],
    [75_000, "1 min 15 s"],
    [3_661_000, "1 h 1 min"],
  ])("%i milliseconds are %s", (milliseconds, text) => {
    expect(plain(readDuration(milliseconds))).toBe(text)
  })

  it.each([
    ["2026-11-20T12:00:00.000Z", "just now"],
    ["2026-11-20T11:57:00.000Z", "3 min ago"],
    ["2026-11-20T02:00:00.000Z", "10 h ago"],
    ["2026-11-10T12:00:00.000Z", "10 days ago"],
    ["2026-11-20T12:05:00.000Z", "just now"],
  ])("%s was %s", (iso, text) => {
    expect(plain(readAge(iso, Date.parse("2026-11-20T12:00:20.000Z")))).toBe(text)
  })
})
