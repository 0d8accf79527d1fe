import type { SymmetricMatrix } from "./matrix"
import { PANEL, type PanelKernel, panelKernel, roomIn } from "./simd/panel-product"

/**
 * Cholesky factor A = LL' in panels: panel p holds rows 4p..4p+3, the four values of a column side by side.
 * Rows beyond n are those of the identity.
 */
export interface PanelFactor {
  readonly n: number
  readonly panels: number
  /** Value of row 4p + r and column t at (p * 4 * panels + t) * 4 + r. */
  readonly values: Float64Array
  readonly inverseDiagonal: Float64Array
}

/**
 * Factorises a symmetric positive definite matrix four columns at a time, looking left (Golub and Van Loan,
 * Matrix Computations, 4th ed., 4.2). Undefined when a pivot is at most `smallest` times its diagonal
 * element before elimination: the matrix is singular or indefinite to that precision. Every product with the
 * columns before is one running sum from first to last, so that both kernels give the same bits.
 */
export function factoriseInPanels(
  matrix: SymmetricMatrix,
  smallest: number,
  kernel: PanelKernel | undefined = panelKernel(),
): PanelFactor | undefined {
  const panels = Math.ceil(matrix.n / PANEL)
  const stride = panels * PANEL * PANEL
  const out = panels * stride
  const room = out + panels * PANEL * PANEL
  const memory = kernel === undefined ? new Float64Array(room) : roomIn(kernel.memory, 8 * room)
  packLowerTriangle(matrix, panels, memory)
  const inverseDiagonal = new Float64Array(panels * PANEL)
  for (let p = 0; p < panels; p++) {
    const length = p * PANEL * PANEL
    const left = p * stride
    if (p === 0) memory.fill(0, out, room)
    else if (kernel === undefined) multiplyPlain(memory, { left, end: out, length, stride, out })
    else kernel.multiply(8 * left, 8 * left, 8 * out, 8 * length, 8 * (stride - length), 8 * out)
    if (!eliminateDiagonal(memory, left + length, out, inverseDiagonal, p * PANEL, smallest)) return undefined
    for (let q = p + 1; q < panels; q++) {
      const block = out + (q - p) * PANEL * PANEL
      eliminateBelow(memory, q * stride + length, block, left + length, inverseDiagonal, p * PANEL)
    }
  }
  return { n: matrix.n, panels, values: memory.slice(0, out), inverseDiagonal }
}

function packLowerTriangle({ n, values }: SymmetricMatrix, panels: number, memory: Float64Array): void {
  for (let i = 0; i < panels * PANEL; i++) {
    const p = Math.floor(i / PANEL)
    let at = p * panels * PANEL * PANEL + (i % PANEL)
    const width = (p + 1) * PANEL
    for (let t = 0; t < width; t++, at += PANEL) {
      memory[at] = i < n && t < n ? values[i * n + t]! : i === t ? 1 : 0
    }
  }
}

interface PanelProducts {
  readonly left: number
  readonly end: number
  readonly length: number
  readonly stride: number
  readonly out: number
}

/** What the vector kernel does: 4 x 4 products of the left panel with itself and with each after it. */
function multiplyPlain(memory: Float64Array, { left, end, length, stride, out }: PanelProducts): void {
  let block = out
  for (let right = left; right < end; right += stride) {
    for (let r = 0; r < PANEL; r++) {
      for (let c = 0; c < PANEL; c++, block++) {
        let total = 0
        for (let t = 0; t < length; t += PANEL) total += memory[left + t + r]! * memory[right + t + c]!
        memory[block] = total
      }
    }
  }
}

/** The 4 x 4 block on the diagonal; false at a pivot that is none. */
function eliminateDiagonal(
  memory: Float64Array,
  at: number,
  product: number,
  inverseDiagonal: Float64Array,
  first: number,
  smallest: number,
): boolean {
  for (let c = 0; c < PANEL; c++) {
    const before = memory[at + c * PANEL + c]!
    for (let r = 0; r <= c; r++) {
      let value = memory[at + r * PANEL + c]! - memory[product + r * PANEL + c]!
      for (let s = 0; s < r; s++) value -= memory[at + s * PANEL + c]! * memory[at + s * PANEL + r]!
      if (r < c) {
        memory[at + r * PANEL + c] = value * inverseDiagonal[first + r]!
      } else {
        if (!(value > smallest * before) || !(value > 0)) return false
        const root = Math.sqrt(value)
        memory[at + r * PANEL + c] = root
        inverseDiagonal[first + r] = 1 / root
      }
    }
  }
  return true
}

/** A 4 x 4 block below the diagonal one at `diagonal`. */
function eliminateBelow(
  memory: Float64Array,
  at: number,
  product: number,
  diagonal: number,
  inverseDiagonal: Float64Array,
  first: number,
): void {
  const d10 = memory[diagonal + 1]!
  const d20 = memory[diagonal + 2]!
  const d30 = memory[diagonal + 3]!
  const d21 = memory[diagonal + PANEL + 2]!
  const d31 = memory[diagonal + PANEL + 3]!
  const d32 = memory[diagonal + 2 * PANEL + 3]!
  for (let c = 0; c < PANEL; c++) {
    const to = at + c
    const from = product + c
    const l0 = (memory[to]! - memory[from]!) * inverseDiagonal[first]!
    const l1 = (memory[to + 4]! - memory[from + 4]! - l0 * d10) * inverseDiagonal[first + 1]!
    const l2 = (memory[to + 8]! - memory[from + 8]! - l0 * d20 - l1 * d21) * inverseDiagonal[first + 2]!
    memory[to] = l0
    memory[to + 4] = l1
    memory[to + 8] = l2
    memory[to + 12] =
      (memory[to + 12]! - memory[from + 12]! - l0 * d30 - l1 * d31 - l2 * d32) * inverseDiagonal[first + 3]!
  }
}

/** x with A x = b; takes b of length n. */
export function solveInPanels(
  { n, panels, values, inverseDiagonal }: PanelFactor,
  b: Float64Array,
): Float64Array {
  const x = new Float64Array(panels * PANEL)
  x.set(b)
  const stride = panels * PANEL * PANEL
  for (let p = 0; p < panels; p++) forward(values, p * stride, x, p * PANEL, inverseDiagonal)
  for (let p = panels - 1; p >= 0; p--) backward(values, p * stride, x, p * PANEL, inverseDiagonal)
  return x.subarray(0, n)
}

/** Four rows of L y = b, of which those before are solved. */
function forward(
  values: Float64Array,
  from: number,
  x: Float64Array,
  first: number,
  inverseDiagonal: Float64Array,
): void {
  let s0 = x[first]!
  let s1 = x[first + 1]!
  let s2 = x[first + 2]!
  let s3 = x[first + 3]!
  let at = from
  for (let t = 0; t < first; t++, at += PANEL) {
    const known = x[t]!
    s0 -= values[at]! * known
    s1 -= values[at + 1]! * known
    s2 -= values[at + 2]! * known
    s3 -= values[at + 3]! * known
  }
  s0 *= inverseDiagonal[first]!
  s1 = (s1 - values[at + 1]! * s0) * inverseDiagonal[first + 1]!
  s2 = (s2 - values[at + 2]! * s0 - values[at + 6]! * s1) * inverseDiagonal[first + 2]!
  s3 =
    (s3 - values[at + 3]! * s0 - values[at + 7]! * s1 - values[at + 11]! * s2) * inverseDiagonal[first + 3]!
  x[first] = s0
  x[first + 1] = s1
  x[first + 2] = s2
  x[first + 3] = s3
}

/** Four rows of L'x = y, taken out of all before them. */
function backward(
  values: Float64Array,
  from: number,
  x: Float64Array,
  first: number,
  inverseDiagonal: Float64Array,
): void {
  const diagonal = from + first * PANEL
  const x3 = x[first + 3]! * inverseDiagonal[first + 3]!
  const x2 = (x[first + 2]! - values[diagonal + 11]! * x3) * inverseDiagonal[first + 2]!
  const x1 =
    (x[first + 1]! - values[diagonal + 6]! * x2 - values[diagonal + 7]! * x3) * inverseDiagonal[first + 1]!
  const x0 =
    (x[first]! - values[diagonal + 1]! * x1 - values[diagonal + 2]! * x2 - values[diagonal + 3]! * x3) *
    inverseDiagonal[first]!
  x[first] = x0
  x[first + 1] = x1
  x[first + 2] = x2
  x[first + 3] = x3
  for (let t = 0, at = from; t < first; t++, at += PANEL) {
    x[t]! -= values[at]! * x0 + values[at + 1]! * x1 + values[at + 2]! * x2 + values[at + 3]! * x3
  }
}
