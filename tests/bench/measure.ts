import { performance } from "node:perf_hooks"

/** A run that takes longer than this is not repeated nine times. */
const PATIENCE_MS = 3000
const WARM_UP_MS = 400

/** Median time in milliseconds of warm runs; of the first one alone where that takes seconds. */
export async function median(run: () => unknown, runs = 9): Promise<number> {
  const first = await timed(run)
  if (first > PATIENCE_MS) return first
  const until = performance.now() + WARM_UP_MS
  while (performance.now() < until) await run()
  const times: number[] = []
  for (let k = 0; k < runs; k++) times.push(await timed(run))
  return times.sort((a, b) => a - b)[runs >> 1]!
}

async function timed(run: () => unknown): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
