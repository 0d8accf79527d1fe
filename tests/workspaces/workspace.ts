import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { sha256Of } from "#engine/artifacts/hash"
import { runsFolder } from "#engine/artifacts/names"
import { textFile } from "#engine/workspace/sample/platform/run-files"
import type { WorkspaceFile } from "#engine/workspace/sample/platform/run"
import type { SleeveOptions } from "./options"
import { sleeveFiles } from "./sleeve-files"
import type { SleeveSpec } from "./sleeve-run"

/** A workspace on disk, in the system's folder for temporary files. */
export interface WrittenWorkspace {
  readonly root: string
  /** Absolute path of a sleeve's run. */
  runPath(sleeve: string): string
  remove(): void
}

/**
 * A member of a meta profile: the name of a sleeve or meta profile (which is its id too), `{ id, of }`
 * for another id, or a literal entry of the manifest.
 */
export type Member =
  | string
  | { readonly id: string; readonly of: string }
  | {
      readonly id: string
      readonly profile?: string
      readonly meta_profile?: string
      readonly run_id?: string
    }

export interface MetaOptions {
  readonly min?: number
  readonly max?: number
  /** Further keys of `meta_allocation`. */
  readonly allocation?: Readonly<Record<string, unknown>>
  readonly features?: Readonly<Record<string, unknown>>
  /** Whether members' runs are pinned; otherwise the latest run is looked up. Default true. */
  readonly pinned?: boolean
}

type ManifestObject = Record<string, unknown> & { profiles: Record<string, unknown> }

/** Starts an empty workspace: `await workspace().sleeve("etfs", weekdays(60)).meta("m", ["etfs"]).write()`. */
export function workspace(): WorkspaceBuilder {
  return new WorkspaceBuilder()
}

export class WorkspaceBuilder {
  readonly #sleeves = new Map<string, SleeveSpec>()
  readonly #metas = new Map<string, { members: readonly Member[]; options: MetaOptions }>()
  readonly #aliases = new Map<string, string>()
  readonly #edits: ((manifest: ManifestObject) => void)[] = []
  readonly #files: WorkspaceFile[] = []
  #manifestText: string | undefined

  /** An atomic profile and its finished run, whose streams cover `days`. */
  sleeve(name: string, days: Int32Array, options: SleeveOptions = {}): this {
    const profile = options.profile ?? name
    this.#sleeves.set(name, { name, profile, runId: options.runId ?? `${name}_run`, days, options })
    return this
  }

  /** A meta profile over sleeves and other meta profiles, named before or after it. */
  meta(name: string, members: readonly Member[], options: MetaOptions = {}): this {
    this.#metas.set(name, { members, options })
    return this
  }

  /** A second name of a profile. */
  alias(name: string, profile: string): this {
    this.#aliases.set(name, profile)
    return this
  }

  /** Changes the manifest before it is written. */
  manifest(edit: (manifest: ManifestObject) => void): this {
    this.#edits.push(edit)
    return this
  }

  /** Takes the place of the manifest, malformed or not. */
  manifestText(text: string): this {
    this.#manifestText = text
    return this
  }

  /** A further file, its path relative to the workspace; a later one of a path wins. */
  file(path: string, content: string | Uint8Array): this {
    this.#files.push(typeof content === "string" ? textFile(path, content) : { path, bytes: content })
    return this
  }

  /** Every file of the workspace, in memory. */
  files(): WorkspaceFile[] {
    const manifest = this.#manifestText ?? `${JSON.stringify(this.#manifest(), null, 2)}\n`
    const sha256 = sha256Of(manifest)
    const runs = [...this.#sleeves.values()].flatMap((spec) =>
      sleeveFiles(spec, sha256).map(({ path, bytes }) => ({
        path: `${runFolder(spec.runId)}/${path}`,
        bytes,
      })),
    )
    return [textFile("configs/manifest.json", manifest), ...runs, ...this.#files]
  }

  /** Writes the workspace into a new temporary folder; `remove()` takes it away again. */
  async write(): Promise<WrittenWorkspace> {
    const root = mkdtempSync(join(tmpdir(), "nestfolio-test-"))
    const folders = new Set<string>()
    for (const { path, bytes } of this.files()) {
      const target = join(root, path)
      const folder = dirname(target)
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true })
      folders.add(folder)
      writeFileSync(target, bytes)
    }
    const sleeves = this.#sleeves
    return {
      root,
      runPath: (sleeve) => join(root, runFolder(sleeves.get(sleeve)!.runId)),
      remove: () => rmSync(root, { recursive: true, force: true }),
    }
  }

  #manifest(): ManifestObject {
    const profiles: Record<string, unknown> = {}
    for (const { profile } of this.#sleeves.values()) {
      profiles[profile] = { description: `Test profile ${profile}`, backtest: { engines: "custom" } }
    }
    for (const [name, { members, options }] of this.#metas) {
      const { min, max, allocation, features } = options
      profiles[name] = {
        description: `Test meta profile ${name}`,
        ...(features === undefined ? {} : { features }),
        sleeves: members.map((member) => this.#entry(member, options.pinned ?? true)),
        meta_allocation: {
          ...(min === undefined ? {} : { min_weight: min }),
          ...(max === undefined ? {} : { max_weight: max }),
          ...allocation,
        },
      }
    }
    for (const [name, profile] of this.#aliases) profiles[name] = profile
    const manifest = {
      defaults: {
        data: { lookback_days: 500, min_days_floor: 320 },
        backtest: { train_window: 252, test_window: 20, step_size: 20 },
      },
      profiles,
    }
    for (const edit of this.#edits) edit(manifest)
    return manifest
  }

  #entry(member: Member, pinned: boolean): Record<string, unknown> {
    if (typeof member !== "string" && !("of" in member)) return member
    const { id, of } = typeof member === "string" ? { id: member, of: member } : member
    const sleeve = this.#sleeves.get(of)
    if (sleeve === undefined) return { id, meta_profile: of }
    return { id, profile: sleeve.profile, ...(pinned ? { run_id: sleeve.runId } : {}) }
  }
}

function runFolder(runId: string): string {
  return `${runsFolder}/${runId}`
}
