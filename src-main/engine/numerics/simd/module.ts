import { type Bytes, unsigned } from "./instructions"

const I32 = 0x7f
const V128 = 0x7b

/** "\\0asm", version 1. */
const HEADER: Bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** A function without result: i32 parameters, then i32 and vector locals. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: number
  readonly integers: number
  readonly vectors: number
  readonly body: Bytes
}

/** A WebAssembly module of one exported function that works on the imported memory `env.memory`. */
export function moduleOf({
  name,
  parameters,
  integers,
  vectors,
  body,
}: WasmFunction): Uint8Array<ArrayBuffer> {
  const type = [0x60, ...sized(Array.from({ length: parameters }, () => I32)), 0x00]
  const memory = [...text("env"), ...text("memory"), 0x02, 0x00, 0x01]
  const locals = [0x02, ...unsigned(integers), I32, ...unsigned(vectors), V128]
  const code = [...locals, ...body, 0x0b]
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [0x01, ...type]),
    ...section(2, [0x01, ...memory]),
    ...section(3, [0x01, 0x00]),
    ...section(7, [0x01, ...text(name), 0x00, 0x00]),
    ...section(10, [0x01, ...sized(code)]),
  ])
}

function sized(bytes: Bytes): Bytes {
  return [...unsigned(bytes.length), ...bytes]
}

function section(id: number, content: Bytes): Bytes {
  return [id, ...sized(content)]
}

function text(value: string): Bytes {
  return sized([...new TextEncoder().encode(value)])
}
