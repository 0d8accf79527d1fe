import { type ActionId, actions } from "#shared/contract/desk/actions"
import { parseLink } from "#shared/contract/desk/link"
import type { LocationSlice } from "./location-slice"
import type { NoticeSlice } from "./notice-slice"
import type { SliceOf } from "./slice"

export interface VisitorSlice {
  /** Follows addresses that were opened outside of the window: they navigate, and do nothing else. */
  readonly followLinks: () => () => void
  /** Follows the system's menu: each item names an action. */
  readonly followMenu: (act: (id: ActionId) => void) => () => void
  /** Goes where an address leads, or says why it leads nowhere. */
  readonly openLink: (address: string) => void
}

export const visitorSlice: SliceOf<VisitorSlice, LocationSlice & NoticeSlice> = (
  _set,
  get,
  { connection },
) => ({
  followLinks: () =>
    connection.follow("shell.links", {}, { onItem: ({ address }) => get().openLink(address) }),
  followMenu: (act) =>
    connection.follow(
      "shell.menu",
      {},
      {
        onItem({ action }) {
          const known = actions.find(({ id }) => id === action)
          if (known !== undefined) act(known.id)
        },
      },
    ),
  openLink(address) {
    const { go, tell, tellProblem } = get()
    const link = parseLink(address)
    if (!link.ok) {
      tellProblem(link.problems[0])
      return
    }
    if (link.value.kind === "run") {
      go("live", link.value.runId)
      return
    }
    const { meta_profile: profile, run_id: runId } = link.value.parameters
    if (profile !== undefined) go("setup", profile, { link: address })
    else if (runId !== undefined) go("live", runId)
    else {
      go("profiles")
      tell("The link names no meta profile: choose the one it is meant for.", "warning")
    }
  },
})
