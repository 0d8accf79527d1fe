import { ActionIcon, Tooltip } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { readMoment } from "../../parts/read-figure"
import { useDesk } from "../../store/use-desk"
import classes from "./workspace-screen.module.css"

/** Workspaces that were open before, the newest first. */
export function RecentWorkspaces() {
  const recent = useDesk((state) => state.recent) ?? []
  const root = useDesk(({ workspace }) => (workspace.state === "open" ? workspace.workspace.root : ""))
  const openWorkspace = useDesk((state) => state.openWorkspace)
  const forget = useDesk((state) => state.forgetWorkspace)
  const others = recent.filter((each) => each.root !== root)
  if (others.length === 0) return null
  return (
    <ul className={classes["recent"]} aria-label="Recent workspaces">
      {others.map((each) => (
        <li key={each.root}>
          <button
            type="button"
            className={classes["place"]}
            disabled={each.isMissing}
            onClick={() => void openWorkspace(each.root)}
          >
            <span className={classes["name"]}>{each.name}</span>
            <span className={classes["root"]}>{each.isMissing ? `${each.root} is gone` : each.root}</span>
          </button>
          <span className={classes["when"]}>{readMoment(each.opened)}</span>
          <Tooltip label="Take it off this list">
            <ActionIcon
              color="gray"
              aria-label={`Forget ${each.name}`}
              onClick={() => void forget(each.root)}
            >
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
