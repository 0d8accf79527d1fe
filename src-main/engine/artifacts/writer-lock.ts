import { z } from "zod"
import { problem } from "#shared/problem/problem"
import { type Failed, failed, ok, type Result } from "#shared/problem/result"
import { readText } from "./disk-read"
import { makeNewFile, moveAway, removeTree } from "./disk-write"
import { jsonBytes } from "./formats/json"
import type { ProcessIdentity } from "./process-identity"

const holderSchema = z.object({ pid: z.number().int(), started: z.string() })

/**
 * Takes the lock of a run's one writer. A lock whose holder is gone, or that holds no process because its
 * writer was killed in the act, is taken over. Fails with `run.locked` while the holder lives.
 */
export function takeLock(
  path: string,
  holder: ProcessIdentity,
  isAlive: (process: ProcessIdentity) => boolean,
): Result<void> {
  const bytes = jsonBytes({ pid: holder.pid, started: holder.started })
  for (let attempt = 0; attempt < 3; attempt++) {
    const made = makeNewFile(path, bytes)
    if (!made.ok) return made
    if (made.value) return ok(undefined)

    const seen = readText(path)
    if (!seen.ok) continue
    const other = parseHolder(seen.value)
    if (other !== undefined && isAlive(other)) return locked(path, other)

    const aside = `${path}.stale-${holder.pid}`
    const moved = moveAway(path, aside)
    if (!moved.ok) return moved
    const taken = readText(aside)
    // Another process may have taken the stale lock over between our look and our move: give it back.
    if (taken.ok && taken.value !== seen.value) {
      const restored = moveAway(aside, path)
      if (!restored.ok) return restored
      continue
    }
    removeTree(aside)
  }
  return locked(path, undefined)
}

/** Gives the lock back. */
export function releaseLock(path: string): Result<void> {
  return removeTree(path)
}

function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function locked(path: string, holder: ProcessIdentity | undefined): Failed {
  return failed(
    problem("run.locked", {
      what: "Another process is writing this run.",
      where: path,
      seen: holder === undefined ? "the lock changed hands while it was asked for" : `process ${holder.pid}`,
      remedy: "Wait for it to end, or end it.",
    }),
  )
}
