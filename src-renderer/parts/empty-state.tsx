import type { Icon } from "@tabler/icons-react"
import type { ReactNode } from "react"
import classes from "./empty-state.module.css"

/** What a screen shows when there is nothing to show: why, and what can be done. */
export function EmptyState({
  glyph: Glyph,
  title,
  children,
  actions,
}: {
  readonly glyph: Icon
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <section className={classes["empty"]}>
      <Glyph size={32} stroke={1.3} aria-hidden className={classes["glyph"]} />
      <h2>{title}</h2>
      {children !== undefined && <div className={classes["text"]}>{children}</div>}
      {actions !== undefined && <div className={classes["actions"]}>{actions}</div>}
    </section>
  )
}
