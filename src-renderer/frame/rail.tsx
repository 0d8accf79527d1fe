import { Tooltip } from "@mantine/core"
import {
  IconActivityHeartbeat,
  IconArrowsDiff,
  IconFolder,
  IconLayoutDashboard,
  IconListTree,
  IconPlayerPlay,
  IconReportAnalytics,
  IconSettings,
  type Icon,
} from "@tabler/icons-react"
import type { ActionId } from "#shared/contract/desk/actions"
import { deeds } from "../actions/deeds"
import { keyMap, readKey } from "../actions/keys"
import { doAction, isMac } from "../actions/use-actions"
import type { Screen } from "../store/route"
import { useDesk, useDeskStore } from "../store/use-desk"
import classes from "./rail.module.css"

interface Stop {
  readonly id: ActionId
  readonly title: string
  readonly glyph: Icon
  readonly screens: readonly Screen[]
}

const stops: readonly Stop[] = [
  { id: "screen.profiles", title: "Profiles", glyph: IconListTree, screens: ["profiles", "setup"] },
  { id: "screen.runs", title: "Runs", glyph: IconPlayerPlay, screens: ["runs", "live"] },
  { id: "screen.report", title: "Report", glyph: IconReportAnalytics, screens: ["report"] },
  { id: "screen.holdings", title: "Holdings", glyph: IconLayoutDashboard, screens: ["holdings"] },
  { id: "screen.health", title: "Health", glyph: IconActivityHeartbeat, screens: ["health"] },
  { id: "screen.compare", title: "Compare", glyph: IconArrowsDiff, screens: ["compare"] },
  { id: "screen.workspace", title: "Workspace", glyph: IconFolder, screens: ["workspace"] },
]

/** The way between screens. */
export function Rail() {
  const screen = useDesk(({ route }) => route.screen)
  return (
    <nav className={classes["rail"]} aria-label="Screens">
      {stops.map((stop) => (
        <RailButton key={stop.id} stop={stop} isCurrent={stop.screens.includes(screen)} />
      ))}
      <span className={classes["gap"]} />
      <RailButton
        stop={{ id: "settings.open", title: "Settings", glyph: IconSettings, screens: [] }}
        isCurrent={false}
      />
    </nav>
  )
}

function RailButton({ stop, isCurrent }: { readonly stop: Stop; readonly isCurrent: boolean }) {
  const store = useDeskStore()
  const blocked = useDesk((state) => deeds[stop.id].blocked(state))
  const key = keyMap.find(({ id }) => id === stop.id)?.key
  const Glyph = stop.glyph
  const tip = blocked === null ? (key === undefined ? "" : `  ${readKey(key, isMac())}`) : `: ${blocked}`
  return (
    <Tooltip label={`${stop.title}${tip}`} position="right">
      <button
        type="button"
        className={classes["stop"]}
        aria-label={stop.title}
        aria-current={isCurrent ? "page" : undefined}
        aria-disabled={blocked !== null}
        onClick={() => doAction(store, stop.id)}
      >
        <Glyph size={20} stroke={1.6} aria-hidden />
      </button>
    </Tooltip>
  )
}
