import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readSeries } from "#engine/artifacts/formats/series"
import { expandZstd, expandZstdPortably } from "#engine/artifacts/formats/zstd"

/** Made by `write.mjs` in that folder with the Zstandard command line. */
const fixture = (name: string) =>
  new Uint8Array(readFileSync(`tests/engine/artifacts/formats/written-with-zstd/${name}`))

const returns = Array.from({ length: 3000 }, (_, i) =>
  i % 7 === 3 ? Number.NaN : ((i * i * 31) % 2003) / 1e5 - 0.01,
)

describe("a table that Zstandard compressed is read, whatever the version of Node:", () => {
  it.each(["level-3.parquet", "level-19.parquet"])("%s", async (name) => {
    const read = await readSeries(fixture(name), name)
    if (!read.ok) throw new Error(read.problems[0].seen)
    const [ret, still] = read.value.columns
    expect([read.value.days[0], read.value.days[2999]]).toEqual([16801, 19800])
    expect([...ret!.values]).toEqual(returns)
    expect(new Set(still!.values)).toEqual(new Set([0]))
  })

  it("file.arrow", async () => {
    const read = await readSeries(fixture("file.arrow"), "file.arrow")
    if (!read.ok) throw new Error(read.problems[0].seen)
    expect([...read.value.columns[0]!.values]).toEqual(returns)
  })
})

describe("a Zstandard frame", () => {
  const frame = fixture("checked.zst")
  const text = textOfLines()

  it("of several blocks and a checksum is expanded", () => {
    expect(new TextDecoder().decode(expandZstdPortably(frame, 300_001))).toBe(text)
    expect(new TextDecoder().decode(expandZstd(frame, 300_001))).toBe(text)
  })

  it("is refused when it expands to more than asked for", () => {
    expect(() => expandZstdPortably(frame, 300_000)).toThrow("more than 300000 bytes")
    expect(() => expandZstd(frame, 300_000)).toThrow(/more than|larger than/)
  })

  it("is refused with a window that would take too much memory", () => {
    expect(() => expandZstdPortably(frame.with(5, 0xf8), 300_001)).toThrow("a Zstandard window of")
  })

  it("is refused when it needs a dictionary, when something follows it and when it is none", () => {
    expect(() => expandZstdPortably(frame.with(4, frame[4]! | 1), 300_001)).toThrow("dictionary")
    expect(() => expandZstdPortably(Uint8Array.of(...frame, 0), 300_001)).toThrow("bytes in 26072")
    expect(() => expandZstdPortably(new TextEncoder().encode(text), 300_001)).toThrow("no Zstandard frame")
  })

  it("is refused when it is cut off anywhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: frame.length - 1 }), (end) => {
        expect(() => expandZstdPortably(frame.subarray(0, end), 300_001)).toThrow(/./)
      }),
    )
  })
})

function textOfLines(): string {
  let lines = ""
  for (let i = 0; lines.length < 300_000; i++) lines += `line ${(i * i) % 10007}\n`
  return lines
}
