import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { barPlace, ticks, windowOf } from "#renderer/screens/live/gantt"

const span = (started: number | null, ended: number | null) => ({ started, ended })

describe("The window of a timeline", () => {
  it("goes from the first step to the last, and to now while one goes on", () => {
    expect(windowOf([span(100, 300), span(250, 900)], null, 5000)).toEqual({ from: 100, to: 900 })
    expect(windowOf([span(100, 300), span(250, null)], null, 5000)).toEqual({ from: 100, to: 5000 })
  })

  it("is none while nothing has begun", () => {
    expect(windowOf([span(null, null)], null, 5000)).toBeNull()
  })

  it("begins where a run was taken up again, so that the hours before don't squeeze the rest", () => {
    expect(windowOf([span(0, 10), span(1_000_000, 1_000_900)], 999_999, 2_000_000)).toEqual({
      from: 1_000_000,
      to: 1_000_900,
    })
  })
})

describe("A bar", () => {
  const window = { from: 1000, to: 2000 }

  it("lies where its step lies in the window", () => {
    expect(barPlace(span(1250, 1750), window, 9999)).toEqual({ left: 0.25, width: 0.5, isCut: false })
  })

  it("reaches to now while its step goes on", () => {
    expect(barPlace(span(1500, null), window, 2000)).toEqual({ left: 0.5, width: 0.5, isCut: false })
  })

  it("is cut where its step began before the window, and not drawn where it ended before", () => {
    expect(barPlace(span(500, 1500), window, 2000)).toEqual({ left: 0, width: 0.5, isCut: true })
    expect(barPlace(span(500, 900), window, 2000)).toBeNull()
    expect(barPlace(span(null, null), window, 2000)).toBeNull()
  })

  it("is never too thin to be seen, and never outside", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.nat(2000), (from, length) => {
        const place = barPlace(span(from, from + length), window, 3000)
        if (place === null) return
        expect(place.left).toBeGreaterThanOrEqual(0)
        expect(place.width).toBeGreaterThan(0)
        expect(place.left + place.width).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})

describe("The ticks of the axis", () => {
  it("are round, and no more than asked for", () => {
    expect(ticks({ from: 0, to: 4300 }, 5)).toEqual([0, 1000, 2000, 3000, 4000])
    expect(ticks({ from: 77, to: 717 }, 5)).toEqual([0, 200, 400, 600])
    expect(ticks({ from: 0, to: 90_000 }, 5)).toEqual([0, 30_000, 60_000, 90_000])
    expect(ticks({ from: 0, to: 3_600_000 }, 5)).toEqual([0, 900_000, 1_800_000, 2_700_000, 3_600_000])
  })

  it("are few for every length of a run", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (length) => {
        const found = ticks({ from: 0, to: length }, 5)
        expect(found.length).toBeGreaterThanOrEqual(1)
        expect(found.length).toBeLessThanOrEqual(6)
        expect(found[0]).toBe(0)
      }),
    )
  })
})
