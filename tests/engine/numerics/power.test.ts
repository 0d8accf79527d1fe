import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { naturalLog, power } from "#engine/numerics/power"

describe("a power", () => {
  it("is the nearest number to the true one", () => {
    // Python's decimal with 80 digits, rounded to the nearest double.
    const known: readonly (readonly [number, number, number])[] = [
      [2, 0.5, Math.SQRT2],
      [1.37, 0.49964774281805746, 1.170340199766753],
      [0.62, 4.05825, 0.14370556082628905],
      [1_000_000, 4.013653846153846, 1.2075999237337055e24],
      [0.5, 0.015873015873015872, 0.9890579681360733],
      [0.5, 0.14285714285714285, 0.9057236642639067],
      [3.3e-5, 6.3, 5.843026032486475e-29],
      [1.0000001, 4.058, 1.0000004058000622],
      [0.9999, 0.003968253968253968, 0.9999996031548394],
      [1e300, 0.99, 9.999999999999939e296],
      [5e-324, 0.5, 2.2227587494850775e-162],
      [7.25, 2.75, 232.23598685007573],
      [1e-200, 1.5, 1e-300],
      [1e200, -1.6, 1e-320],
    ]
    for (const [base, exponent, expected] of known) expect(power(base, exponent)).toBe(expected)
  })

  it("is within a unit of the last place or two of the machine's, wherever that is finite", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (base, exponent) => {
          // oxlint-disable-next-line no-restricted-properties -- the oracle
          const machine = Math.pow(base, exponent)
          expect(Math.abs(power(base, exponent) / machine - 1)).toBeLessThanOrEqual(5e-16)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it("ends at nothing and at infinity as powers do", () => {
    expect(power(0, 2.5)).toBe(0)
    expect(power(0, -1)).toBe(Infinity)
    expect(power(Infinity, -2)).toBe(0)
    expect(power(1e300, 2)).toBe(Infinity)
    expect(power(1e-300, 2)).toBe(0)
    expect(power(0.5, 1e300)).toBe(0)
    expect(power(0.5, -1e300)).toBe(Infinity)
    expect(power(2, 1023.9999)).toBe(1.7975685325879886e308)
    expect(power(2, -1074)).toBe(5e-324)
    expect(power(0, 0)).toBe(1)
    expect(power(-2, 0.5)).toBeNaN()
  })
})

describe("the natural logarithm", () => {
  it("is the nearest number to the true one", () => {
    // Python's decimal with 80 digits.
    const known: readonly (readonly [number, number])[] = [
      [1, 0],
      [2, Math.LN2],
      [0.1, -2.3025850929940455],
      [1.0000001, 9.999999505838704e-8],
      [1e-300, -690.7755278982137],
      [Math.SQRT1_2, -0.3465735902799726],
      [123_456.789, 11.723646487185881],
    ]
    for (const [value, expected] of known) expect(naturalLog(value)).toBe(expected)
  })

  it("of nothing is minus infinity, and there is none of less", () => {
    expect(naturalLog(0)).toBe(-Infinity)
    expect(naturalLog(Infinity)).toBe(Infinity)
    expect(naturalLog(-1)).toBeNaN()
    expect(naturalLog(Number.NaN)).toBeNaN()
  })
})
