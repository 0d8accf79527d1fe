import type { Timers } from "#shared/contract/coalesce"
import type { OpenWorkspace } from "./open-workspaces"
import { type WatchListener, watchWorkspace } from "./watch-workspace"

interface Shared {
  readonly listeners: Set<WatchListener>
  readonly stop: () => Promise<void>
}

/** One watcher for each workspace, however many windows look at it. */
export class SharedWatchers {
  readonly #byRoot = new Map<string, Shared>()
  readonly #closing = new Set<Promise<void>>()

  constructor(private readonly timers: Timers) {}

  /** Tells a listener of changes until what is given back is called. */
  add(workspace: OpenWorkspace, listener: WatchListener): () => void {
    const { root } = workspace
    let shared = this.#byRoot.get(root)
    if (shared === undefined) {
      const listeners = new Set<WatchListener>()
      const each = (act: (one: WatchListener) => void) => {
        for (const one of listeners) act(one)
      }
      const stop = watchWorkspace(
        workspace,
        {
          onChange: (changed) => each((one) => one.onChange(changed)),
          onGone: () => each((one) => one.onGone()),
        },
        this.timers,
      )
      shared = { listeners, stop }
      this.#byRoot.set(root, shared)
    }
    const { listeners } = shared
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0 || this.#byRoot.get(root)?.listeners !== listeners) return
      this.#byRoot.delete(root)
      this.#end(shared)
    }
  }

  /** Resolves when nothing is watched any more. */
  async close(): Promise<void> {
    for (const shared of this.#byRoot.values()) this.#end(shared)
    this.#byRoot.clear()
    await Promise.all(this.#closing)
  }

  #end({ stop }: Shared): void {
    const closing = stop().finally(() => this.#closing.delete(closing))
    this.#closing.add(closing)
  }
}
