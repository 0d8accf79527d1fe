import { useDesk } from "../../store/use-desk"
import { DoctorView } from "./doctor-view"
import { OpenWorkspace } from "./open-workspace"
import classes from "./workspace-screen.module.css"

/** Where a workspace is opened, and what the doctor says of the one that is. */
export function WorkspaceScreen() {
  const workspace = useDesk((state) => state.workspace)
  return (
    <div className={classes["screen"]}>
      <OpenWorkspace />
      {workspace.state === "open" && <DoctorView workspace={workspace.workspace} />}
    </div>
  )
}
