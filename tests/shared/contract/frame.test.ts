import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeFrame, encodeFrame } from "#shared/contract/frame"
import type { Wireable } from "#shared/contract/wireable"

const text = new TextDecoder()

describe("A frame", () => {
  it("holds the length of the JSON, the count and lengths of byte arrays, the JSON, then the bytes", () => {
    const frame = encodeFrame({ a: 1, b: new Uint8Array([7, 8]) })
    expect([...frame.subarray(0, 12)]).toEqual([0, 0, 0, 24, 0, 0, 0, 1, 0, 0, 0, 2])
    expect(text.decode(frame.subarray(12, 36))).toBe('{"a":1,"b":{"$bytes":0}}')
    expect([...frame.subarray(36)]).toEqual([7, 8])
  })

  it("gives back any message that a wire can carry, one that looks like its own marker included", () => {
    const wireable = fc.letrec<{ value: Wireable }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
        fc.string(),
        fc.uint8Array({ maxLength: 20 }),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom("a", "$bytes", "$$bytes", "b", "__proto__x"), tie("value"), {
          maxKeys: 3,
        }),
      ),
    })).value
    fc.assert(
      fc.property(wireable, (message) => {
        expect(decodeFrame(encodeFrame(message))).toEqual(structuredClone(message))
      }),
    )
  })

  it("is undefined when it was cut anywhere or has bytes too many", () => {
    const frame = encodeFrame({ a: [1, 2], b: new Uint8Array([1, 2, 3]) })
    for (let length = 0; length < frame.length; length += 1)
      expect(decodeFrame(frame.subarray(0, length)), String(length)).toBeUndefined()
    expect(decodeFrame(new Uint8Array([...frame, 0]))).toBeUndefined()
  })

  it("is undefined, or some message, for any bytes at all, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(() => decodeFrame(bytes)).not.toThrow()
      }),
    )
  })

  it("is undefined when a marker points at no byte array", () => {
    const json = new TextEncoder().encode('{"$bytes":3}')
    const frame = new Uint8Array(8 + json.length)
    new DataView(frame.buffer).setUint32(0, json.length)
    frame.set(json, 8)
    expect(decodeFrame(frame)).toBeUndefined()
  })

  it("does not let a message reach the prototype of others", () => {
    const json = new TextEncoder().encode('{"__proto__":{"polluted":true}}')
    const frame = new Uint8Array(8 + json.length)
    new DataView(frame.buffer).setUint32(0, json.length)
    frame.set(json, 8)
    decodeFrame(frame)
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false)
  })
})
