import { describe, expect, it } from "vitest"
import { expandLz4Block, expandLz4Frame } from "#engine/artifacts/formats/lz4"

const text = `${"a".repeat(300)}the quick brown fox, the quick brown dog`
const frame = Buffer.from(
  "BCJNGGRApyUAAAAfYQEA/xn6BnRoZSBxdWljayBicm93biBmb3gsIBUAUG4gZG9nAAAAAH6VIXM=",
  "base64",
)

describe("LZ4", () => {
  it("expands a frame that the program lz4 1.9 wrote, with matches that overlap themselves", () => {
    expect(Buffer.from(expandLz4Frame(frame)).toString()).toBe(text)
  })

  it("expands a raw block", () => {
    // By hand: two literals "ab", then a match of 4 + 2 bytes from 2 back, then the literal "c".
    const block = Uint8Array.of(0x22, 0x61, 0x62, 2, 0, 0x10, 0x63)
    expect(Buffer.from(expandLz4Block(block, 9)).toString()).toBe("ababababc")
  })

  it.each([
    ["a frame cut short", "block", () => expandLz4Frame(frame.subarray(0, 30))],
    ["another magic number", "magic", () => expandLz4Frame(Uint8Array.from(frame, (b, i) => (i ? b : 0)))],
    ["a match before the beginning", "match", () => expandLz4Block(Uint8Array.of(0x10, 0x61, 2, 0), 9)],
    ["literals past the end", "literals", () => expandLz4Block(Uint8Array.of(0x50, 0x61), 5)],
  ])("throws on %s", (_name, message, expand) => {
    expect(expand).toThrow(message)
  })
})
