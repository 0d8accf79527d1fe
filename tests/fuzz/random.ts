import { uniformFor } from "#engine/workspace/sample/random/generator"

/** Draws for one input: the seed, the target and the input's number decide everything. */
export class Random {
  readonly #next: () => number

  constructor(seed: number, name: string) {
    this.#next = uniformFor(seed, name)
  }

  /** In (0, 1). */
  real(): number {
    return this.#next()
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return Math.min(count - 1, Math.floor(this.#next() * count))
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(probability: number): boolean {
    return this.#next() < probability
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("Nothing to pick from.")
    return list[this.below(list.length)]!
  }

  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list]
    return list.map(() => rest.splice(this.below(rest.length), 1)[0]!)
  }
}
