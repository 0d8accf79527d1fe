import { basename, dirname, join, resolve } from "node:path"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { fileExists, isDirectory, realPath } from "#engine/artifacts/disk-read"
import { runsFolder } from "#engine/artifacts/names"
import { isInside, manifestFile } from "#engine/workspace/open"
import { isFolderPath, outsidePath } from "./path-text"

/** A workspace that questions may be about. */
export interface OpenWorkspace {
  /** Absolute, with every link followed. */
  readonly root: string
  readonly name: string
  /** Absolute. */
  readonly manifest: string
}

/** The workspaces that were opened since the program started, and which may be. */
export class OpenWorkspaces {
  readonly #opened = new Map<string, OpenWorkspace>()

  /**
   * Takes the folders below which workspaces lie (empty: anywhere) and those that are always allowed, such as the
   * program's own sample.
   */
  constructor(
    private readonly roots: readonly string[],
    private readonly always: readonly string[],
  ) {}

  /** An opened workspace by its root. Fails with `file.pathOutside` for any other text. */
  find(root: string): Result<OpenWorkspace> {
    const found = this.#opened.get(root)
    if (found !== undefined) return ok(found)
    return outsidePath(root, "no workspace that is open", "Open the workspace first.")
  }

  /** Roots of all opened workspaces. */
  list(): readonly string[] {
    return [...this.#opened.keys()]
  }

  /**
   * Opens a folder with a manifest, right or wrong. Fails with `file.pathOutside` for what is no absolute path, or
   * lies, by its text or behind its links, outside the allowed folders; with `workspace.missing`; with
   * `manifest.missing`.
   */
  open(typed: string): Result<OpenWorkspace> {
    if (!isFolderPath(typed)) {
      return outsidePath(JSON.stringify(typed), "no absolute path", "Name the folder from its root on.")
    }
    const path = resolve(typed)
    // First by the text alone, so that nothing is said of what lies elsewhere.
    if (!this.allows(path)) return this.#outside(typed)
    const real = realPath(path)
    if (!real.ok || !isDirectory(real.value)) return failed(missing(typed, fileExists(path)))
    const root = real.value
    const manifest = join(root, manifestFile)
    if (!this.#leadsInside(root)) return this.#outside(typed)
    if (!fileExists(manifest)) return failed(withoutManifest(typed))
    for (const part of [manifest, join(root, runsFolder)])
      if (!this.#leadsInside(part)) return this.#outside(typed)
    const workspace = { root, name: basename(root), manifest }
    this.#opened.set(root, workspace)
    return ok(workspace)
  }

  /** Whether an absolute path, as it is spelled, lies where workspaces may. */
  allows(path: string): boolean {
    return this.roots.length === 0 || this.#allowed().some((folder) => isInside(folder, path))
  }

  /** Whether a workspace may be made at an absolute path: by its text, and by where its nearest parent leads. */
  mayHold(path: string): boolean {
    if (!this.allows(path)) return false
    let there = path
    while (!realPath(there).ok && dirname(there) !== there) there = dirname(there)
    const real = realPath(there)
    // A parent above the allowed folders is as good as the text is.
    return real.ok && (this.allows(real.value) || this.roots.some((root) => isInside(there, root)))
  }

  /** What is not there leads nowhere else. */
  #leadsInside(path: string): boolean {
    const real = realPath(path)
    return !real.ok || this.allows(real.value)
  }

  /** Both as they are spelled and behind their links. */
  #allowed(): readonly string[] {
    return [...this.roots, ...this.always].flatMap((folder) => {
      const real = realPath(folder)
      return real.ok && real.value !== folder ? [resolve(folder), real.value] : [resolve(folder)]
    })
  }

  #outside(typed: string) {
    return outsidePath(
      typed,
      `a folder that is not below ${this.roots.join(" or ")}`,
      "Choose a folder below it, or start the program with another --workspace.",
    )
  }
}

function missing(typed: string, isFile: boolean) {
  return problem("workspace.missing", {
    what: "The workspace is not a folder.",
    where: typed,
    seen: isFile ? "a file" : "nothing there",
    remedy: "Choose a folder that holds configs/manifest.json, or open the sample.",
  })
}

function withoutManifest(typed: string) {
  return problem("manifest.missing", {
    what: "The folder is no workspace: it has no manifest.",
    where: typed,
    seen: `no ${manifestFile}`,
    remedy: "Choose the folder that holds configs/manifest.json, or open the sample.",
  })
}
