/** Chatter of the bootstrap: always on stderr, so that stdout carries data alone. */

/** One line. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** 1234 -> "1.2 s". */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** Says what begins and, at its end, how long it took. */
export async function timed(what, work) {
  say(`nestfolio: ${what} ...`)
  const started = performance.now()
  const value = await work()
  say(`nestfolio: ${what}: done in ${seconds(performance.now() - started)}`)
  return value
}

/** A call that can't be understood; gives its exit code. */
export function sayUsage(what) {
  say(`nestfolio: ${what}`)
  return 2
}

/** What was thrown, as a line. */
export function sayFailure(error) {
  say(`nestfolio: ${error instanceof Error ? error.message : String(error)}`)
}
