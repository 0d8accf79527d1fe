import { diagonal } from "#engine/numerics/matrix"
import { correlationOf } from "#engine/portfolio/covariance/sample"
import type { Moments } from "#engine/portfolio/covariance/moments"
import { figureFile, symmetric } from "./cases"
import { type Deviations, deviation } from "./compare"

/** A case whose covariance is written out in its file. */
export interface InlineCase {
  readonly name: string
  readonly method: string
  readonly covariance: readonly (readonly number[])[]
  readonly mean: readonly number[]
  readonly minWeight: number
  readonly maxWeight: number
  readonly weights: readonly number[]
  /** As printed, where the weights were published. */
  readonly published?: readonly number[] | undefined
  readonly tolerance: Tolerance
}

type Tolerance = Readonly<Record<string, number>>

interface Written {
  readonly name: string
  readonly covariance: readonly (readonly number[])[]
  readonly mean?: readonly number[]
}

/** Names in the files of methods that settings call otherwise. */
const methods: Readonly<Record<string, string>> = {
  hrp: "hrp_single_direct_tree",
  hrp_variance: "hrp_single_direct_tree",
  max_sharpe_rf0: "max_sharpe",
  HRP: "hrp_single_euclid_tree",
  IVP: "inverse_variance",
  CLA_minvar: "min_variance",
}

/** Closed forms, examples of the literature, and the ten assets of Lopez de Prado (2016). */
export function inlineCases(): InlineCase[] {
  return [...closedForms(), ...literature(), ...lopezDePrado()]
}

/** Moments of a written covariance; the mean is 0 where the method needs none. */
export function momentsOfInline({ covariance, mean }: InlineCase): Moments {
  const matrix = symmetric(covariance)
  return {
    names: covariance.map((_, i) => `a${i}`),
    rows: 1000,
    mean: Float64Array.from(mean),
    deviation: diagonal(matrix).map(Math.sqrt),
    covariance: matrix,
    correlation: correlationOf(matrix),
  }
}

/** How far weights are from those expected, by the keys of the files' tolerances. */
export function deviationsOf(
  { weights, published = [] }: InlineCase,
  reached: Float64Array | null,
): Deviations {
  return {
    weights: () => deviation(reached, weights),
    weights_vs_reference: () => deviation(reached, weights),
    weights_vs_published: () => deviation(reached, published),
  }
}

function unbounded(
  one: Written,
  method: string,
  weights: readonly number[],
  tolerance: Tolerance,
): InlineCase {
  return {
    name: one.name,
    method: methods[method] ?? method,
    covariance: one.covariance,
    mean: one.mean ?? one.covariance.map(() => 0),
    minWeight: 0,
    maxWeight: 1,
    weights,
    tolerance,
  }
}

function closedForms(): InlineCase[] {
  const { cases, tolerance } = figureFile<{
    cases: readonly (Written & { weights: Readonly<Record<string, readonly number[]>> })[]
    tolerance: Tolerance
  }>("closed_forms")
  return cases.flatMap((one) =>
    Object.entries(one.weights).map(([method, weights]) => unbounded(one, method, weights, tolerance)),
  )
}

function literature(): InlineCase[] {
  const { cases } = figureFile<{
    cases: readonly (Written & {
      method: string
      weights: readonly number[]
      publishedWeights: readonly number[]
      tolerance: Tolerance
      minWeight?: number
      maxWeight?: number
    })[]
  }>("pub_literature")
  return cases.map((one) => ({
    ...unbounded(one, one.method, one.weights, one.tolerance),
    published: one.publishedWeights,
    minWeight: one.minWeight ?? 0,
    maxWeight: one.maxWeight ?? 1,
  }))
}

function lopezDePrado(): InlineCase[] {
  const file = figureFile<{
    covariance: readonly (readonly number[])[]
    weights: Readonly<Record<string, readonly number[]>>
    publishedWeights: Readonly<Record<string, readonly number[]>>
    tolerance: Tolerance
  }>("pub_lopez_de_prado_2016_10assets")
  const one = { name: "Lopez de Prado 2016", covariance: file.covariance }
  return Object.entries(file.weights).map(([method, weights]) => ({
    ...unbounded(one, method, weights, file.tolerance),
    published: file.publishedWeights[method],
  }))
}
