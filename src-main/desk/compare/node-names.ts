import type { ComparableRun } from "./comparable-run"

/** Names of meta profiles that let two runs be laid side by side. */
export interface NodeNames {
  of(metaProfile: string): string
  /** Of a path `meta/sleeve`. */
  ofSleeve(path: string): string
}

/** The root of the right run answers to the name of the left one's: two variants of a profile are comparable. */
export function namesLike(left: ComparableRun, own: ComparableRun): NodeNames {
  const [root, shown] = [own.record.profile, left.record.profile]
  return {
    of: (metaProfile) => (metaProfile === root ? shown : metaProfile),
    ofSleeve: (path) => (path.startsWith(`${root}/`) ? `${shown}${path.slice(root.length)}` : path),
  }
}
