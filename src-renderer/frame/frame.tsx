import { type ReactNode, useEffect, useRef } from "react"
import { KeyMap } from "../actions/key-map"
import { Palette } from "../actions/palette"
import { useActionKeys } from "../actions/use-actions"
import { formatRoute } from "../store/route"
import { useDesk } from "../store/use-desk"
import classes from "./frame.module.css"
import { LinkBanner } from "./link-banner"
import { Notices } from "./notices"
import { Rail } from "./rail"
import { SettingsDialog } from "./settings-dialog"
import { StatusBar } from "./status-bar"
import { TopBar } from "./top-bar"

/** What stands around every screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  useActionKeys()
  const main = useRef<HTMLElement>(null)
  const place = useDesk(({ route }) => formatRoute({ ...route, params: {} }))
  const isFirst = useRef(true)
  useEffect(() => {
    // A person who came by the keyboard goes on in the new screen, not at the top of the window.
    if (!isFirst.current) main.current?.focus()
    isFirst.current = false
  }, [place])
  return (
    <div className={classes["frame"]}>
      <Rail />
      <div className={classes["desk"]}>
        <TopBar />
        <main className={classes["screen"]} ref={main} tabIndex={-1}>
          <LinkBanner />
          {children}
        </main>
        <StatusBar />
      </div>
      <Palette />
      <KeyMap />
      <SettingsDialog />
      <Notices />
    </div>
  )
}
