import { CloseButton } from "@mantine/core"
import { useMemo } from "react"
import type { HoldingsTree } from "#shared/contract/engine/holding-rows"
import { readFigure } from "../../../parts/read-figure"
import classes from "../holdings-screen.module.css"
import { withoutArea } from "../model/exposure-index"
import type { MapItem } from "../model/map-items"
import { useLinkedSelection } from "./use-linked-selection"

/** What was gathered into one tile, to be chosen one by one. */
export function Others({ item, onClose }: { readonly item: MapItem; readonly onClose: () => void }) {
  const { select, open, drill } = useLinkedSelection()
  return (
    <section className={classes["others"]} aria-label={`${item.others.length} others`}>
      <header>
        <h2>
          {item.others.length} others, {readFigure(item.gross, "percent")} together
        </h2>
        <CloseButton aria-label="Close the list" onClick={onClose} />
      </header>
      <ul tabIndex={0} aria-label="Gathered holdings">
        {item.others.map(({ path, id, kind, gross }) => (
          <li key={path}>
            <button
              type="button"
              onClick={() => {
                select(path)
                if (kind === "asset") open(id)
                else drill(path)
              }}
            >
              {id}
            </button>
            <span>{readFigure(gross, "percent")}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const mostListed = 100

/** What a map of areas can't show: nothing is held of it, or it was left out. */
export function Undrawn({ tree }: { readonly tree: HoldingsTree }) {
  const empty = useMemo(() => withoutArea(tree.root), [tree])
  const count = empty.length + tree.leftOut.length
  if (count === 0) return null
  return (
    <details className={classes["undrawn"]} open={tree.leftOut.length > 0}>
      <summary>Not drawn: {count}</summary>
      <ul>
        {tree.leftOut.map(({ path, status, why }) => (
          <li key={path}>
            <b>{path}</b> {status}: {why}
          </li>
        ))}
        {empty.slice(0, mostListed).map(({ path }) => (
          <li key={path}>
            <b>{path}</b> weight zero
          </li>
        ))}
        {empty.length > mostListed && <li>and {empty.length - mostListed} more, in the table</li>}
      </ul>
    </details>
  )
}
