import type { z } from "zod"
import type { Wireable } from "./wireable"

/**
 * A message as bytes, for wires that carry bytes alone. Big-endian: u32 length of the JSON, u32 count of byte arrays,
 * a u32 length for each, the JSON in UTF-8 with `{"$bytes": i}` where the i-th byte array stands, then the arrays.
 * An object whose only key is `$bytes`, or that key with more dollars, is written with one dollar more.
 */
export function encodeFrame(message: Wireable): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = []
  const text = JSON.stringify(marked(message, arrays))
  const json = new TextEncoder().encode(text)
  const head = 8 + 4 * arrays.length
  const total = arrays.reduce((sum, bytes) => sum + bytes.length, head + json.length)
  const frame = new Uint8Array(total)
  const view = new DataView(frame.buffer)
  view.setUint32(0, json.length)
  view.setUint32(4, arrays.length)
  for (const [index, bytes] of arrays.entries()) view.setUint32(8 + 4 * index, bytes.length)
  frame.set(json, head)
  let at = head + json.length
  for (const bytes of arrays) {
    frame.set(bytes, at)
    at += bytes.length
  }
  return frame
}

/** The message of a frame; undefined when the bytes are no frame. Never throws: they come from outside. */
export function decodeFrame(frame: Uint8Array): Wireable | undefined {
  if (frame.length < 8) return undefined
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const jsonLength = view.getUint32(0)
  const count = view.getUint32(4)
  const head = 8 + 4 * count
  if (head + jsonLength > frame.length) return undefined
  const arrays: Uint8Array[] = []
  let at = head + jsonLength
  for (let index = 0; index < count; index += 1) {
    const length = view.getUint32(8 + 4 * index)
    if (at + length > frame.length) return undefined
    arrays.push(frame.slice(at, at + length))
    at += length
  }
  if (at !== frame.length) return undefined
  const text = decodeText(frame.subarray(head, head + jsonLength))
  const parsed = text === undefined ? undefined : parseJson(text)
  return parsed === undefined ? undefined : unmarked(parsed, arrays)
}

const markerKey = /^\$+bytes$/

function marked(value: Wireable, arrays: Uint8Array[]): Json {
  if (value instanceof Uint8Array) return { $bytes: arrays.push(value) - 1 }
  if (Array.isArray(value)) return value.map((item: Wireable) => marked(item, arrays))
  if (value === null || typeof value !== "object") return value
  const entries = Object.entries(value as Readonly<Record<string, Wireable>>)
  const isLikeMarker = entries.length === 1 && markerKey.test(entries[0]![0])
  return Object.fromEntries(
    entries.map(([key, item]) => [isLikeMarker ? `$${key}` : key, marked(item, arrays)]),
  )
}

/** `undefined` when a marker points at no byte array. */
function unmarked(value: Json, arrays: readonly Uint8Array[]): Wireable | undefined {
  if (value === null || typeof value !== "object") return value
  if (Array.isArray(value)) {
    const items = value.map((item) => unmarked(item, arrays))
    return items.includes(undefined) ? undefined : (items as Wireable[])
  }
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && markerKey.test(only![0])) {
    if (only![0] === "$bytes") return typeof only![1] === "number" ? arrays[only![1]] : undefined
    const inner = unmarked(only![1], arrays)
    return inner === undefined ? undefined : { [only![0].slice(1)]: inner }
  }
  const members: [string, Wireable][] = []
  for (const [key, item] of entries) {
    const inner = unmarked(item, arrays)
    if (inner === undefined) return undefined
    members.push([key, inner])
  }
  return Object.fromEntries(members)
}

type Json = z.output<ReturnType<typeof z.json>>

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
