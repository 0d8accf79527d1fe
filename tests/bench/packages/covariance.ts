import { Matrix } from "ml-matrix"
import type { ReturnFrame } from "#engine/numerics/frame"

/** Sample covariance by ml-matrix, as a package's user would write it. */
export function covarianceByPackage({ names, days, values }: ReturnFrame): Matrix {
  const rows = days.length
  const columns = new Matrix(names.map((_, i) => [...values.subarray(i * rows, (i + 1) * rows)]))
  columns.subColumnVector(columns.mean("row"))
  return columns.mmul(columns.transpose()).div(rows - 1)
}
