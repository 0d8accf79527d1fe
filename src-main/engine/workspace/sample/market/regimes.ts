import { uniformFor } from "../random/generator"

/** Volatility regimes, calm to stressed, under the platform's names. */
export const regimeNames = ["QUIET", "NORMAL", "CRISIS"] as const

export type Regime = 0 | 1 | 2

/** What a regime does to a day: the factor on its standard deviation, and the market's mean shock. */
export const regimeEffects: Readonly<Record<Regime, { readonly scale: number; readonly drift: number }>> = {
  0: { scale: 0.62, drift: 0.03 },
  1: { scale: 1, drift: 0 },
  2: { scale: 1.9, drift: -0.12 },
}

/** Probability to leave for the neighbour below and above, per calendar day. */
const leaving: Readonly<Record<Regime, { readonly down: number; readonly up: number }>> = {
  0: { down: 0, up: 0.02 },
  1: { down: 0.016, up: 0.007 },
  2: { down: 0.045, up: 0 },
}

/**
 * A Markov chain of regimes, one per calendar day. While `leader` is stressed, the way up is four times
 * as likely: trouble spreads from one market to the next.
 */
export function regimePath(
  seed: number,
  name: string,
  count: number,
  leader?: readonly Regime[],
): readonly Regime[] {
  const uniform = uniformFor(seed, `regimes of ${name}`)
  const path: Regime[] = []
  let state: Regime = 1
  for (let t = 0; t < count; t++) {
    const { down, up } = leaving[state]
    const draw = uniform()
    if (draw < down) state = lower(state)
    else if (draw > 1 - (leader?.[t] === 2 ? 4 * up : up)) state = higher(state)
    path.push(state)
  }
  return path
}

function lower(state: Regime): Regime {
  return state === 2 ? 1 : 0
}

function higher(state: Regime): Regime {
  return state === 0 ? 1 : 2
}
