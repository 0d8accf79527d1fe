import { afterAll, expect, it } from "vitest"

/** Counts golden cases: how many passed, and how many had no series to run on. */
export class Tally {
  private passed = 0
  private skipped = 0

  /** A golden case as a test. */
  case(name: string, run: () => void | Promise<void>): void {
    it(name, async () => {
      await run()
      this.passed++
    })
  }

  /** Cases that can't run here, told instead of hidden. */
  missing(count: number): void {
    this.skipped += count
  }

  /** Prints the count at the end and fails below the recorded one. */
  report(least: number): void {
    afterAll(() => {
      console.log(`goldens: ${this.passed} passed, ${this.skipped} skipped`)
      expect(this.passed).toBeGreaterThanOrEqual(least)
    })
  }
}
