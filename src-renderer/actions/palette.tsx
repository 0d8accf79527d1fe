import { Spotlight, spotlight, type SpotlightActionData } from "@mantine/spotlight"
import { IconSearch } from "@tabler/icons-react"
import { useEffect } from "react"
import { type Action, actions } from "#shared/contract/desk/actions"
import { useAnswer, useDesk, useDeskStore, useRoot } from "../store/use-desk"
import { deeds } from "./deeds"
import { readKey } from "./keys"
import { doAction, isMac } from "./use-actions"

/** Everything that can be done or gone to, found by typing. */
export function Palette() {
  const store = useDeskStore()
  const state = useDesk((each) => each)
  const root = useRoot()
  const tree = useAnswer("profiles.list", root === "" ? null : { root }, ["manifest", "runs"])
  const { offered, closeOffer, go } = state
  useEffect(() => {
    if (offered?.what === "palette") spotlight.open()
  }, [offered])

  const deedsOf = actions.map(
    ({ id, title, key }: Action & { readonly id: keyof typeof deeds }): SpotlightActionData => {
      const blocked = deeds[id].blocked(state)
      return {
        id,
        label: title.replace(/…$/, ""),
        description: blocked === null ? "" : `to do this, ${blocked}`,
        disabled: blocked !== null,
        onClick: () => doAction(store, id),
        rightSection: key === null ? undefined : <kbd>{readKey(key, isMac())}</kbd>,
      }
    },
  )
  const profiles = tree.state === "ready" ? tree.value.profiles.filter(({ kind }) => kind === "meta") : []
  const places = profiles.flatMap(({ name, description, lastRun }): SpotlightActionData[] => [
    {
      id: `run ${name}`,
      label: `Run ${name}`,
      description: description ?? "",
      onClick: () => go("setup", name),
    },
    ...(lastRun === null
      ? []
      : [
          {
            id: `report ${name}`,
            label: `Report of ${name}`,
            description: lastRun.runId,
            onClick: () => go("report", lastRun.runId),
          },
        ]),
  ])
  return (
    <Spotlight
      actions={[
        { group: "Actions", actions: deedsOf.filter(({ id }) => id !== "palette.open") },
        { group: "Meta profiles", actions: places },
      ]}
      shortcut={null}
      limit={30}
      highlightQuery
      nothingFound="Nothing of that name"
      onSpotlightClose={closeOffer}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: "Do or find…",
        "aria-label": "Do or find",
      }}
    />
  )
}
