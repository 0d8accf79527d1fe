import { cosineOfTurn, naturalLog } from "./elementary"
import type { Uniform } from "./generator"

/** Gives standard normal numbers. */
export type Normal = () => number

/** Box-Muller (1958), the cosine half only: one number for two uniform ones. */
export function normalFrom(uniform: Uniform): Normal {
  return () => Math.sqrt(-2 * naturalLog(uniform())) * cosineOfTurn(uniform())
}

/**
 * Student's t with `freedom` degrees of freedom, scaled to variance 1 and cut at `limit` in size:
 * fat tails, but no single day that loses everything.
 */
export function fatTailed(normal: Normal, freedom: number, limit: number): Normal {
  const scale = Math.sqrt((freedom - 2) / freedom)
  return () => {
    const z = normal()
    let squares = 0
    for (let i = 0; i < freedom; i++) {
      const v = normal()
      squares += v * v
    }
    const t = scale * z * Math.sqrt(freedom / squares)
    return Math.max(-limit, Math.min(limit, t))
  }
}
