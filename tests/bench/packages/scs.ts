import { createRequire } from "node:module"
import type { ReturnFrame } from "#engine/numerics/frame"
import { covarianceByPackage } from "./covariance"

interface Settings {
  epsAbs: number
  epsRel: number
  maxIters: number
  verbose: number
}

interface Scs {
  readonly ScsSettings: new () => Settings
  setDefaultSettings(settings: Settings): void
  solve(data: object, cone: object, settings: Settings): { readonly x: number[] }
}

const createScs = createRequire(import.meta.url)("scs-solver") as () => Promise<Scs>
let loaded: Promise<Scs> | undefined

/** Equal risk contributions by scs: min 1/2 x'Sx - sum t_i with exp(t_i) <= x_i, as n exponential cones. */
export async function riskParityByScs(frame: ReturnFrame): Promise<number[]> {
  loaded ??= createScs()
  const scs = await loaded
  const covariance = covarianceByPackage(frame)
  const n = frame.names.length
  const scale = 1 / covariance.get(0, 0)
  const [values, rows, starts]: [number[], number[], number[]] = [[], [], [0]]
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= j; i++) {
      values.push(covariance.get(i, j) * scale)
      rows.push(i)
    }
    starts.push(values.length)
  }
  for (let j = 0; j < n; j++) starts.push(values.length)
  const variables = Array.from({ length: n }, (_, i) => i)
  const data = {
    m: 3 * n,
    n: 2 * n,
    A_x: Array.from({ length: 2 * n }, () => -1),
    A_i: [...variables.map((i) => 3 * i + 2), ...variables.map((i) => 3 * i)],
    A_p: Array.from({ length: 2 * n + 1 }, (_, j) => j),
    P_x: values,
    P_i: rows,
    P_p: starts,
    b: variables.flatMap(() => [0, 1, 0]),
    c: [...variables.map(() => 0), ...variables.map(() => -1)],
  }
  const settings = new scs.ScsSettings()
  scs.setDefaultSettings(settings)
  Object.assign(settings, { epsAbs: 1e-8, epsRel: 1e-8, maxIters: 100_000, verbose: 0 })
  const { x } = scs.solve(data, { z: 0, l: 0, ep: n }, settings)
  const held = x.slice(0, n)
  const total = held.reduce((sum, value) => sum + value, 0)
  return held.map((value) => value / total)
}
