import { TextInput } from "@mantine/core"
import { IconListTree, IconSearch } from "@tabler/icons-react"
import { useEffect, useMemo, useRef } from "react"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { ProblemList } from "../../parts/problem-view"
import { TreeGrid } from "../../parts/tree-grid"
import { useAnswer, useDesk, useRoot, useView } from "../../store/use-desk"
import { ProfileDetail } from "./profile-detail"
import { profileColumns } from "./profile-columns"
import { lineMatches, type ProfileLine, profileRows } from "./profile-rows"
import classes from "./profiles-screen.module.css"

const part = "profiles"

/** Every meta profile of the workspace, unfolded through its sleeves, with the chosen one beside. */
export function ProfilesScreen() {
  const root = useRoot()
  const answer = useAnswer("profiles.tree", { root }, ["manifest", "runs"])
  const go = useDesk((state) => state.go)
  const subject = useDesk(({ route }) => route.subject)
  const columns = useMemo(() => profileColumns(Date.now()), [])
  const open = ({ profile }: ProfileLine) => {
    if (profile?.kind === "meta") go("setup", profile.name)
  }
  return (
    <div className={classes["screen"]}>
      <SearchField />
      <Answered answer={answer} what="The profiles">
        {(tree) => (
          <>
            {tree.warnings.length > 0 && <ProblemList problems={tree.warnings.slice(0, 1)} />}
            <div className={classes["panes"]}>
              <TreeGrid
                part={part}
                label="Meta profiles"
                rows={profileRows(tree)}
                columns={columns}
                matches={lineMatches}
                onOpen={open}
                onSelect={({ profile }) => profile !== null && go("profiles", profile.name)}
                empty={
                  <EmptyState glyph={IconListTree} title="No meta profile">
                    The manifest {tree.manifest} has no profile with sleeves of this name.
                  </EmptyState>
                }
              />
              <ProfileDetail profile={tree.profiles.find(({ name }) => name === subject) ?? null} />
            </div>
          </>
        )}
      </Answered>
    </div>
  )
}

function SearchField() {
  const [view, arrange] = useView(part)
  const offered = useDesk((state) => state.offered)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (offered?.what === "find") field.current?.focus()
  }, [offered])
  return (
    <TextInput
      ref={field}
      className={classes["search"] ?? ""}
      aria-label="Filter the profiles"
      placeholder="Filter by name or description"
      leftSection={<IconSearch size={14} />}
      value={view.search}
      onChange={(event) => arrange({ search: event.currentTarget.value })}
    />
  )
}
