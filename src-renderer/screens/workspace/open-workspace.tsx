import { Button, TextInput } from "@mantine/core"
import { IconFolderOpen, IconSparkles } from "@tabler/icons-react"
import { type FormEvent, useEffect, useState } from "react"
import { doAction } from "../../actions/use-actions"
import { Loading } from "../../parts/loading"
import { ProblemList } from "../../parts/problem-view"
import { useDesk, useDeskStore } from "../../store/use-desk"
import { RecentWorkspaces } from "./recent-workspaces"
import classes from "./workspace-screen.module.css"

/** The ways into a workspace: the sample, a folder, a recent one. */
export function OpenWorkspace() {
  const workspace = useDesk((state) => state.workspace)
  const loadRecent = useDesk((state) => state.loadRecent)
  const openWorkspace = useDesk((state) => state.openWorkspace)
  useEffect(() => void loadRecent(), [loadRecent])
  return (
    <section className={classes["panel"]} aria-label="Open a workspace">
      <h2>{workspace.state === "open" ? "Other workspaces" : "Open a workspace"}</h2>
      {workspace.state !== "open" && (
        <p className={classes["lead"]}>
          A workspace is a folder with <code>configs/manifest.json</code> and <code>data/</code>. The sample
          holds ten strategies and six meta profiles on made-up prices: enough to run everything there is.
        </p>
      )}
      <Ways />
      {workspace.state === "opening" && <Loading what={workspace.root} lines={2} />}
      {workspace.state === "failed" && (
        <ProblemList
          problems={workspace.problems}
          action={{ title: "Try again", run: () => void openWorkspace(workspace.root) }}
        />
      )}
      <RecentWorkspaces />
    </section>
  )
}

function Ways() {
  const store = useDeskStore()
  const shell = useDesk((state) => state.shell)
  const isOpen = useDesk(({ workspace }) => workspace.state === "open")
  return (
    <div className={classes["choices"]}>
      <Button
        variant={isOpen ? "default" : "filled"}
        leftSection={<IconSparkles size={14} />}
        onClick={() => doAction(store, "workspace.openSample")}
      >
        Open the sample
      </Button>
      {shell?.picksFolders === true ? (
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={14} />}
          onClick={() => doAction(store, "workspace.open")}
        >
          Open a folder…
        </Button>
      ) : (
        <TypedFolder roots={shell?.roots ?? []} />
      )}
    </div>
  )
}

/** Where no dialog can be shown, the folder is typed. */
function TypedFolder({ roots }: { readonly roots: readonly string[] }) {
  const openWorkspace = useDesk((state) => state.openWorkspace)
  const [path, setPath] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (path.trim() !== "") void openWorkspace(path.trim())
  }
  return (
    <form className={classes["choices"]} style={{ flex: 1 }} onSubmit={submit}>
      <TextInput
        className={classes["path"] ?? ""}
        label="Folder on the machine that runs Nestfolio"
        placeholder={roots[0] ?? ""}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<IconFolderOpen size={14} />}>
        Open
      </Button>
    </form>
  )
}
