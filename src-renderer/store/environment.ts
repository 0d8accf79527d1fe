import type { DeskContract } from "#shared/contract/desk/desk-contract"
import type { Connection } from "../bridge/connection"

/** What the store has of the world outside; a test brings its own. */
export interface StoreEnvironment {
  readonly connection: Connection<DeskContract>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A name that no other request of this window has. */
  readonly newRequestId: () => string
  /** What a window remembers between starts. */
  readonly memory: Pick<Storage, "getItem" | "setItem" | "removeItem">
  /** Hands a file to the browser's downloads. */
  readonly download: (name: string, bytes: Uint8Array) => void
  /** The address bar and its history. */
  readonly address: {
    readonly hash: () => string
    readonly push: (hash: string) => void
    readonly replace: (hash: string) => void
    /** Called when a person went back or forward, or changed the address. */
    readonly onChange: (listener: () => void) => () => void
  }
}
