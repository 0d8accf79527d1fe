import process from "node:process"

/** Counts golden cases: how many passed, and how many had no series to run on. */
export class Tally {
  passed = 0
  skipped = 0

  /** The line that a test run prints. */
  print(what = "goldens"): void {
    process.stdout.write(`${what}: ${this.passed} passed, ${this.skipped} skipped\n`)
  }
}
