import { createRequire } from "node:module"
import type { Matrix } from "ml-matrix"
import type { ReturnFrame } from "#engine/numerics/frame"
import { covarianceByPackage } from "./covariance"

interface Quadprog {
  solveQP(
    hessian: number[][],
    gains: number[],
    constraints: number[][],
    limits: number[],
    equalities: number,
  ): { readonly solution: number[] }
}

const quadprog = createRequire(import.meta.url)("quadprog") as Quadprog

/** quadprog counts from 1. */
function fromOne<T>(values: readonly T[]): T[] {
  const result: T[] = []
  values.forEach((value, i) => {
    result[i + 1] = value
  })
  return result
}

/** min x'Sx with one equation row'x = 1 and x >= 0. */
function solve(covariance: Matrix, row: readonly number[]): number[] {
  const n = row.length
  const scale = 1 / covariance.get(0, 0)
  const hessian = fromOne(covariance.to2DArray().map((line) => fromOne(line.map((value) => value * scale))))
  const constraints = fromOne(
    row.map((value, i) => fromOne([value, ...row.map((_, j) => (i === j ? 1 : 0))])),
  )
  const zeros = fromOne(row.map(() => 0))
  return quadprog
    .solveQP(hessian, zeros, constraints, fromOne([1, ...row.map(() => 0)]), 1)
    .solution.slice(1, n + 1)
}

/** Minimum variance by quadprog (Goldfarb and Idnani). */
export function minVarianceByQuadprog(frame: ReturnFrame): number[] {
  return solve(
    covarianceByPackage(frame),
    frame.names.map(() => 1),
  )
}

/** The tangency portfolio by quadprog, as a homogenised program. */
export function maxSharpeByQuadprog(frame: ReturnFrame): number[] {
  const rows = frame.days.length
  const means = frame.names.map((_, i) => {
    let total = 0
    for (let t = i * rows; t < (i + 1) * rows; t++) total += frame.values[t]!
    return total / rows
  })
  const most = Math.max(...means)
  const scaled = solve(
    covarianceByPackage(frame),
    means.map((mean) => mean / most),
  )
  const total = scaled.reduce((sum, value) => sum + value, 0)
  return scaled.map((value) => value / total)
}
