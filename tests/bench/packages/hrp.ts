import { agnes } from "ml-hclust"
import type { Matrix } from "ml-matrix"
import type { ReturnFrame } from "#engine/numerics/frame"
import { covarianceByPackage } from "./covariance"

/** Hierarchical risk parity on ml-matrix and ml-hclust (its clustering is cubic in N). */
export function hrpByPackages(frame: ReturnFrame): number[] {
  const covariance = covarianceByPackage(frame)
  const n = frame.names.length
  const deviation = covariance.diagonal().map(Math.sqrt)
  const distances = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => {
      const correlation = covariance.get(i, j) / (deviation[i]! * deviation[j]!)
      return i === j ? 0 : Math.sqrt((1 - Math.min(1, correlation)) / 2)
    }),
  )
  const order = agnes(distances, { method: "single", isDistanceMatrix: true }).indices()
  const weights = Array.from({ length: n }, () => 1)
  bisect(covariance, order, weights)
  return weights
}

function bisect(covariance: Matrix, items: number[], weights: number[]): void {
  if (items.length < 2) return
  const middle = Math.floor(items.length / 2)
  const halves = [items.slice(0, middle), items.slice(middle)] as const
  const [left, right] = halves.map((half) => variance(covariance.selection(half, half)))
  const share = 1 - left! / (left! + right!)
  for (const i of halves[0]) weights[i] = weights[i]! * share
  for (const i of halves[1]) weights[i] = weights[i]! * (1 - share)
  for (const half of halves) bisect(covariance, half, weights)
}

function variance(part: Matrix): number {
  const inverse = part.diagonal().map((value) => 1 / value)
  const total = inverse.reduce((sum, value) => sum + value, 0)
  const weights = inverse.map((value) => value / total)
  let result = 0
  for (let i = 0; i < part.rows; i++) {
    for (let j = 0; j < part.columns; j++) result += weights[i]! * part.get(i, j) * weights[j]!
  }
  return result
}
