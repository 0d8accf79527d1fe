import { useEffect, useState } from "react"
import type { DeskContract } from "#shared/contract/desk/desk-contract"
import type { ProfileRow } from "#shared/contract/engine/rows"
import type { Problem } from "#shared/problem/problem"
import type { Connection, Link } from "./bridge/connection"

type Desk = Connection<DeskContract>

/** The profiles of the most recent workspace, or of the sample where there is none. */
export function App({ desk }: { readonly desk: Desk }) {
  const link = useLink(desk)
  const shown = useProfiles(desk, link.state === "open")
  return (
    <main style={{ padding: "1rem" }}>
      <h1>Profiles</h1>
      {link.state === "lost" && <ProblemText problem={link.problem} />}
      {shown.problem !== null && <ProblemText problem={shown.problem} />}
      <ul data-testid="profiles">
        {shown.profiles.map((profile) => (
          <li key={profile.name}>
            {profile.name} ({profile.kind}, depth {profile.depth ?? "unknown"})
          </li>
        ))}
      </ul>
      <output data-testid="link">{link.state}</output>
    </main>
  )
}

function ProblemText({ problem }: { readonly problem: Problem }) {
  return (
    <p role="alert">
      {problem.what} {problem.seen}. {problem.remedy}
    </p>
  )
}

function useLink(desk: Desk): Link {
  const [link, setLink] = useState(desk.link)
  useEffect(() => desk.onLink(setLink), [desk])
  return link
}

function useProfiles(desk: Desk, isOpen: boolean) {
  const [profiles, setProfiles] = useState<readonly ProfileRow[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    let isCurrent = true
    const show = async () => {
      const root = await workspaceRoot(desk)
      const listed = root.ok ? await desk.ask("profiles.list", { root: root.value }) : root
      if (!isCurrent) return
      setProblem(listed.ok ? null : listed.problems[0])
      if (listed.ok) setProfiles(listed.value.profiles)
    }
    void show()
    return () => {
      isCurrent = false
    }
  }, [desk, isOpen])
  return { profiles, problem }
}

async function workspaceRoot(desk: Desk) {
  const recent = await desk.ask("workspace.recent", {})
  if (!recent.ok) return recent
  const found = recent.value.workspaces.find(({ isMissing }) => !isMissing)
  const opened = await (found === undefined
    ? desk.ask("workspace.openSample", { root: null })
    : desk.ask("workspace.open", { root: found.root }))
  return opened.ok ? { ok: true as const, value: opened.value.root } : opened
}
