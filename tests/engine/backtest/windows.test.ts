import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { walkForwardWindows } from "#engine/backtest/windows"

const starts = (rows: number, train: number, test: number, step: number) =>
  walkForwardWindows(rows, { train, test, step }).map((window) => window.testFrom)

const lengths = fc
  .record({
    rows: fc.nat(200),
    train: fc.integer({ min: 1, max: 60 }),
    test: fc.integer({ min: 1, max: 40 }),
  })
  .chain((given) => fc.integer({ min: 1, max: given.test }).map((step) => ({ ...given, step })))

describe("the windows of a walk-forward", () => {
  it("include the last full one, which range(train, rows - test, step) would drop", () => {
    expect(starts(10, 4, 2, 2)).toEqual([4, 6, 8])
  })

  it("leave out a test that is a row short, and its rows", () => {
    expect(walkForwardWindows(11, { train: 4, test: 2, step: 2 }).at(-1)).toEqual({
      trainFrom: 4,
      testFrom: 8,
      testTo: 10,
      heldTo: 10,
    })
  })

  it("are none without a row for the whole of train and test, and one with exactly enough", () => {
    expect(starts(271, 252, 20, 20)).toEqual([])
    expect(starts(272, 252, 20, 20)).toEqual([252])
  })

  it("hand over to newer weights where tests overlap", () => {
    expect(walkForwardWindows(11, { train: 4, test: 4, step: 2 })).toEqual([
      { trainFrom: 0, testFrom: 4, testTo: 8, heldTo: 6 },
      { trainFrom: 2, testFrom: 6, testTo: 10, heldTo: 10 },
    ])
  })

  it("refuse steps that would leave rows untested", () => {
    expect(() => walkForwardWindows(100, { train: 10, test: 5, step: 6 })).toThrow("no row between them")
  })

  it("hold every row from the first test to the last exactly once, trained on rows before it alone", () => {
    fc.assert(
      fc.property(lengths, ({ rows, train, test, step }) => {
        const windows = walkForwardWindows(rows, { train, test, step })
        const held = windows.flatMap(({ testFrom, heldTo }) =>
          Array.from({ length: heldTo - testFrom }, (_, i) => testFrom + i),
        )
        expect(held).toEqual(held.map((_, i) => train + i))
        for (const window of windows) {
          expect(window.testFrom - window.trainFrom).toBe(train)
          expect(window.testTo - window.testFrom).toBe(test)
          expect(window.testTo).toBeLessThanOrEqual(rows)
          expect(window.heldTo).toBeLessThanOrEqual(window.testTo)
        }
        // Not even one more would fit.
        const next = (windows.at(-1)?.testFrom ?? train - step) + step
        expect(next + test).toBeGreaterThan(rows)
      }),
    )
  })
})
