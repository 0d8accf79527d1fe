import { IconPlugConnected, IconPlugConnectedX } from "@tabler/icons-react"
import { useDesk } from "../store/use-desk"
import classes from "./status-bar.module.css"

/** What goes on, in one line: the workspace, the runs, the line to the program. */
export function StatusBar() {
  const workspace = useDesk((state) => state.workspace)
  const supervised = useDesk((state) => state.supervised)
  const link = useDesk((state) => state.link)
  const retry = useDesk((state) => state.retryLink)
  const go = useDesk((state) => state.go)
  const active = supervised.filter(({ state }) => ["queued", "running", "cancelling"].includes(state))
  return (
    <footer className={classes["bar"]}>
      <span className={classes["root"]}>
        {workspace.state === "open" ? workspace.workspace.root : "no workspace is open"}
      </span>
      {active.length > 0 && (
        <button
          type="button"
          onClick={() => (active.length === 1 ? go("live", active[0]!.runId) : go("runs"))}
        >
          {active.length === 1 ? `1 run active: ${active[0]!.profile}` : `${active.length} runs active`}
        </button>
      )}
      <span className={classes["gap"]} />
      {link.state === "open" ? (
        <span className={classes["link"]}>
          <IconPlugConnected size={14} aria-hidden /> connected
        </span>
      ) : (
        <button type="button" className={classes["link"]} data-tone="warning" onClick={retry}>
          <IconPlugConnectedX size={14} aria-hidden />
          {link.state === "connecting" ? "connecting" : "not connected; try again"}
        </button>
      )}
    </footer>
  )
}
