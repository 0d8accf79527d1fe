import { basename, join } from "node:path"
import { z } from "zod"
import type { Problem } from "#shared/problem/problem"
import type { Clock } from "#shared/quantity/clock"
import { readText } from "#engine/artifacts/disk-read"
import { makeDirectory, moveAway, writeAtomically } from "#engine/artifacts/disk-write"
import { jsonBytes } from "#engine/artifacts/formats/json"

const fileSchema = z.object({
  schema: z.literal(1),
  workspaces: z.array(z.object({ root: z.string().min(1), opened: z.string() })),
})

/** A workspace that was opened once. */
export interface Remembered {
  /** Absolute. */
  readonly root: string
  /** UTC, ISO 8601. */
  readonly opened: string
}

const MOST = 30

/**
 * Which workspaces were opened, newest first, in `recent.json` of the person's settings. The file is read whenever it
 * is needed, since other programs of the same person write it too.
 */
export class RecentWorkspaces {
  readonly #path: string
  /** Used while the file can't be written. */
  #unwritten: readonly Remembered[] | undefined

  /** Takes an absolute folder, which need not exist. */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {
    this.#path = join(folder, "recent.json")
  }

  list(): readonly Remembered[] {
    if (this.#unwritten !== undefined) return this.#unwritten
    const text = readText(this.#path)
    if (!text.ok) return []
    const parsed = fileSchema.safeParse(parseJson(text.value))
    if (parsed.success) return parsed.data.workspaces
    this.#setAside()
    return []
  }

  /** Puts a workspace in front. Gives what kept it from being written; it is remembered until the program ends. */
  add(root: string): readonly Problem[] {
    const others = this.list().filter((one) => one.root !== root)
    return this.#write([{ root, opened: this.clock() }, ...others].slice(0, MOST))
  }

  /** Takes a workspace out; its folder is left alone. Gives what kept that from being written. */
  forget(root: string): readonly Problem[] {
    const known = this.list()
    const others = known.filter((one) => one.root !== root)
    return others.length === known.length ? [] : this.#write(others)
  }

  #write(workspaces: readonly Remembered[]): readonly Problem[] {
    const made = makeDirectory(this.folder)
    const written = made.ok
      ? writeAtomically(
          this.#path,
          jsonBytes({ schema: 1, workspaces: workspaces.map((one) => ({ ...one })) }),
        )
      : made
    this.#unwritten = written.ok ? undefined : workspaces
    return written.ok ? [] : written.problems
  }

  /** A damaged list is kept beside the new one: somebody may want to look at it. */
  #setAside(): void {
    const stamp = this.clock().replace(/\D/g, "")
    moveAway(this.#path, join(this.folder, `${basename(this.#path, ".json")}.damaged-${stamp}.json`))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
