import {
  add,
  addPairs,
  type Bytes,
  constant,
  get,
  lessThan,
  loadPair,
  loadTwice,
  multiplyPairs,
  repeatWhile,
  set,
  storePair,
  zeroVector,
} from "./instructions"
import { moduleOf } from "./module"
import { instantiate, type KernelMemory } from "./web-assembly"

/** Columns per panel: a panel holds four columns, their values of one row side by side. */
export const PANEL = 4

const BYTES_PER_ROW = PANEL * 8
const BYTES_PER_BLOCK = PANEL * BYTES_PER_ROW

/**
 * Parameters: left panel, first right panel, end of the right panels, bytes of a panel to multiply, bytes from
 * there to the next panel, where to write.
 */
const [LEFT, RIGHT, RIGHT_END, LENGTH, REST, OUT] = [0, 1, 2, 3, 4, 5]
const [AT, END] = [6, 7]
const SUMS = 8
const [PAIR_0, PAIR_1, BOTH] = [16, 17, 18]

/**
 * For each right panel the 4 x 4 products with the left one, row after row of 4. Every sum runs over the
 * rows from first to last, one rounded product at a time; the two lanes of a vector are two columns.
 */
const body: Bytes = repeatWhile(
  lessThan(get(RIGHT), get(RIGHT_END)),
  set(AT, get(LEFT)),
  set(END, add(get(LEFT), get(LENGTH))),
  ...Array.from({ length: 8 }, (_, k) => set(SUMS + k, zeroVector)),
  repeatWhile(
    lessThan(get(AT), get(END)),
    set(PAIR_0, loadPair(get(RIGHT), 0)),
    set(PAIR_1, loadPair(get(RIGHT), 16)),
    ...Array.from({ length: PANEL }, (_, r) => [
      ...set(BOTH, loadTwice(get(AT), 8 * r)),
      ...accumulate(SUMS + 2 * r, PAIR_0),
      ...accumulate(SUMS + 2 * r + 1, PAIR_1),
    ]),
    set(RIGHT, add(get(RIGHT), constant(BYTES_PER_ROW))),
    set(AT, add(get(AT), constant(BYTES_PER_ROW))),
  ),
  set(RIGHT, add(get(RIGHT), get(REST))),
  ...Array.from({ length: 8 }, (_, k) => storePair(get(OUT), 16 * k, get(SUMS + k))),
  set(OUT, add(get(OUT), constant(BYTES_PER_BLOCK))),
)

function accumulate(sum: number, pair: number): Bytes {
  return set(sum, addPairs(get(sum), multiplyPairs(get(BOTH), get(pair))))
}

/** Multiplies panels in its own memory; places and lengths are in bytes. */
export interface PanelKernel {
  readonly memory: KernelMemory
  readonly multiply: (
    left: number,
    right: number,
    rightEnd: number,
    length: number,
    rest: number,
    out: number,
  ) => void
}

let kernel: PanelKernel | undefined
let isCompiled = false

/** The kernel, compiled at its first use; undefined where this machine has no vector instructions. */
export function panelKernel(): PanelKernel | undefined {
  if (isCompiled) return kernel
  isCompiled = true
  const made = instantiate(moduleOf({ name: "multiply", parameters: 6, integers: 2, vectors: 11, body }))
  if (made !== undefined) {
    kernel = { memory: made.memory, multiply: made.exports.multiply as PanelKernel["multiply"] }
  }
  return kernel
}

/**
 * X'X / divisor of N columns of T values each, column-major, less their centres, written row-major into
 * `values` (N * N).
 * False where the kernel is not to be had. The same bits as the plain kernel.
 */
export function multiplyPanels(
  columns: Float64Array,
  rows: number,
  n: number,
  divisor: number,
  values: Float64Array,
  centres: Float64Array = new Float64Array(n),
): boolean {
  const ready = panelKernel()
  if (ready === undefined || rows === 0) return false
  const panels = Math.ceil(n / PANEL)
  const length = rows * BYTES_PER_ROW
  const out = panels * length
  const memory = roomIn(ready.memory, out + panels * BYTES_PER_BLOCK)
  pack(columns, rows, n, centres, memory)
  for (let p = 0; p < panels; p++) {
    ready.multiply(p * length, p * length, out, length, 0, out)
    unpack(memory, out / 8, n, p, divisor, values)
  }
  return true
}

/** The kernel's memory with room for so many bytes; what was there stays. */
export function roomIn(memory: KernelMemory, bytes: number): Float64Array {
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536))
  return new Float64Array(memory.buffer)
}

/** Columns less their centres to panels; the last panel is filled up with zeros. */
function pack(
  columns: Float64Array,
  rows: number,
  n: number,
  centres: Float64Array,
  memory: Float64Array,
): void {
  const whole = n - (n % PANEL)
  for (let i = 0; i < whole; i += PANEL) {
    const [a, b, c, d] = [centres[i]!, centres[i + 1]!, centres[i + 2]!, centres[i + 3]!]
    const first = i * rows
    const second = first + rows
    const third = second + rows
    const fourth = third + rows
    for (let t = 0, at = first; t < rows; t++, at += PANEL) {
      memory[at] = columns[first + t]! - a
      memory[at + 1] = columns[second + t]! - b
      memory[at + 2] = columns[third + t]! - c
      memory[at + 3] = columns[fourth + t]! - d
    }
  }
  if (whole === n) return
  memory.fill(0, whole * rows, (whole + PANEL) * rows)
  for (let i = whole; i < n; i++) {
    const centre = centres[i]!
    let at = whole * rows + (i - whole)
    for (let t = i * rows; t < (i + 1) * rows; t++, at += PANEL) memory[at] = columns[t]! - centre
  }
}

/** The 4 x 4 blocks of one left panel into four rows and four columns of the product. */
function unpack(
  memory: Float64Array,
  from: number,
  n: number,
  panel: number,
  divisor: number,
  values: Float64Array,
): void {
  const first = panel * PANEL
  for (let j = first, block = from; j < n; j++) {
    const c = (j - first) & 3
    // Four neighbours at a time go down a column: one line of the cache, not four.
    for (let r = 0; r < PANEL && first + r <= j; r++) {
      const i = first + r
      const value = memory[block + r * PANEL + c]! / divisor
      values[i * n + j] = value
      values[j * n + i] = value
    }
    if (c === 3) block += PANEL * PANEL
  }
}
