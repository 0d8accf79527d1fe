import { type ComponentType, lazy, Suspense } from "react"
import { ErrorBoundary } from "../parts/error-boundary"
import { Loading } from "../parts/loading"
import type { Screen } from "../store/route"
import { useDesk } from "../store/use-desk"
import { ProfilesScreen } from "./profiles/profiles-screen"
import { WorkspaceScreen } from "./workspace/workspace-screen"

/** Screens by name. The first two come with the window; the rest is fetched when it is gone to. */
const screens: Readonly<Record<Screen, ComponentType>> = {
  workspace: WorkspaceScreen,
  profiles: ProfilesScreen,
  setup: lazy(async () => ({ default: (await import("./setup/setup-screen")).SetupScreen })),
  runs: lazy(async () => ({ default: (await import("./runs/runs-screen")).RunsScreen })),
  live: lazy(async () => ({ default: (await import("./live/live-screen")).LiveScreen })),
  report: lazy(async () => ({ default: (await import("./report/report-screen")).ReportScreen })),
  holdings: lazy(async () => ({ default: (await import("./holdings/holdings-screen")).HoldingsScreen })),
  health: lazy(async () => ({ default: (await import("./health/health-screen")).HealthScreen })),
  compare: lazy(async () => ({ default: (await import("./compare/compare-screen")).CompareScreen })),
}

/** The screen that the route names; without a workspace that is where one is opened. */
export function CurrentScreen() {
  const screen = useDesk(({ route, workspace }) => (workspace.state === "open" ? route.screen : "workspace"))
  const subject = useDesk(({ route }) => route.subject)
  const Shown = screens[screen]
  return (
    <ErrorBoundary place={`${screen} ${subject}`.trim()}>
      <Suspense fallback={<Loading what="The screen" />}>
        <Shown />
      </Suspense>
    </ErrorBoundary>
  )
}
