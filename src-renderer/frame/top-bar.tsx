import { ActionIcon, Button, Tooltip } from "@mantine/core"
import { IconArrowLeft, IconArrowRight, IconChevronRight, IconSearch } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { readKey } from "../actions/keys"
import { doAction, isMac } from "../actions/use-actions"
import type { Route } from "../store/route"
import { useDesk, useDeskStore } from "../store/use-desk"
import classes from "./top-bar.module.css"

/** Where am I: the trail of places, and what the screen offers at the right. */
export function TopBar({ actions }: { readonly actions?: ReactNode }) {
  const store = useDeskStore()
  const route = useDesk((state) => state.route)
  return (
    <header className={classes["bar"]}>
      <Tooltip label="Back">
        <ActionIcon aria-label="Back" color="gray" onClick={() => history.back()}>
          <IconArrowLeft size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Forward">
        <ActionIcon aria-label="Forward" color="gray" onClick={() => history.forward()}>
          <IconArrowRight size={16} />
        </ActionIcon>
      </Tooltip>
      <Trail route={route} />
      <span className={classes["gap"]} />
      {actions}
      <Button
        variant="default"
        leftSection={<IconSearch size={14} />}
        rightSection={<kbd className={classes["key"]}>{readKey("mod+k", isMac())}</kbd>}
        onClick={() => doAction(store, "palette.open")}
      >
        Do or find
      </Button>
    </header>
  )
}

const titles: Readonly<Record<Route["screen"], string>> = {
  workspace: "Workspace",
  profiles: "Profiles",
  setup: "Run set-up",
  runs: "Runs",
  live: "Run",
  report: "Report",
  holdings: "Holdings",
  health: "Health",
  compare: "Compare",
}

function Trail({ route }: { readonly route: Route }) {
  const go = useDesk((state) => state.go)
  const parent = route.screen === "setup" ? "profiles" : route.screen === "live" ? "runs" : null
  return (
    <nav aria-label="Breadcrumb" className={classes["trail"]}>
      {parent !== null && (
        <>
          <button type="button" onClick={() => go(parent)}>
            {titles[parent]}
          </button>
          <IconChevronRight size={14} aria-hidden />
        </>
      )}
      <h1>{titles[route.screen]}</h1>
      {route.subject !== "" && (
        <>
          <IconChevronRight size={14} aria-hidden />
          <span className={classes["subject"]}>{route.subject}</span>
        </>
      )}
    </nav>
  )
}
