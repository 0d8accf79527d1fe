import { SegmentedControl, Select } from "@mantine/core"
import { type KeyboardEvent, useMemo, useRef, useState } from "react"
import type { HoldingsTree } from "#shared/contract/engine/holding-rows"
import { readFigure } from "../../../parts/read-figure"
import { useDesk, useView } from "../../../store/use-desk"
import classes from "../holdings-screen.module.css"
import { type Direction, type Drawn, nextTowards } from "../model/drawn"
import { type ExposureIndex, trailTo } from "../model/exposure-index"
import { drawnFor, mapItems } from "../model/map-items"
import { paintings, paintingTitles, paintOf } from "../model/paint"
import { ringLayout } from "../model/ring-layout"
import { TileLayout } from "../model/tile-layout"
import { Hatches } from "./hatches"
import { Legend } from "./legend"
import { MapTile } from "./map-tile"
import { Others, Undrawn } from "./undrawn"
import { part, useLinkedSelection } from "./use-linked-selection"
import { useSize } from "./use-size"

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
}

/** Where weight lies, as areas: sleeves, nested sleeves, assets. A click or Enter goes in, Backspace and Esc go out. */
export function ExposureMap({ tree, index }: { readonly tree: HoldingsTree; readonly index: ExposureIndex }) {
  const frame = useRef<HTMLDivElement>(null)
  const layout = useRef(new TileLayout())
  const size = useSize(frame)
  const [view, arrange] = useView(part)
  const at = useDesk(({ route }) => route.params["at"] ?? "")
  const { selected, select, open, drill } = useLinkedSelection()
  const [listed, list] = useState<string | null>(null)
  const painting = paintings.find((each) => each === view.filters["painting"]) ?? "sleeve"
  const isRing = view.filters["shape"] === "ring"
  const set = (name: string, value: string) => arrange({ filters: { ...view.filters, [name]: value } })

  const trail = trailTo(index, at)
  const focus = trail.at(-1)?.kind === "asset" ? trail.at(-2)! : (trail.at(-1) ?? tree.root)
  const drawn = useMemo((): readonly Drawn[] => {
    if (size === null || size.width < 40 || size.height < 40) return []
    const { width, height } = size
    if (isRing) return ringLayout(mapItems(focus, { smallest: 1 / 200, opens: 1 / 120 }), width, height)
    const area = width * height
    return layout.current.place(mapItems(focus, { smallest: 420 / area, opens: 5200 / area }), width, height)
  }, [size, focus, isRing])
  const paints = useMemo(
    () => drawn.map(({ item }) => paintOf(painting, index, item.node, item.others)),
    [drawn, painting, index],
  )
  const chosen = useMemo(() => {
    const items = drawn.map(({ item }) => item)
    const symbol = selected.startsWith("symbol:") ? selected.slice("symbol:".length) : null
    const own =
      symbol === null
        ? undefined
        : items.find(({ node, others }) => others.length === 0 && node.id === symbol)
    const item = own ?? (selected === "" || symbol !== null ? undefined : drawnFor(selected, items))
    return drawn.find((each) => each.item === item)
  }, [drawn, selected])

  const act = ({ item }: Drawn) => {
    if (item.others.length > 0) list(item.key)
    else if (item.node.kind === "asset") {
      select(item.key)
      open(item.node.id)
    } else drill(item.key)
  }
  const out = () => {
    const parent = index.places.get(focus.path)?.parent
    if (parent === null || parent === undefined) return
    select(focus.path)
    drill(parent.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const direction = directions[event.key]
    const first = drawn[0]
    if (direction !== undefined && first !== undefined) {
      select((chosen === undefined ? first : (nextTowards(drawn, chosen, direction) ?? chosen)).item.key)
    } else if (event.key === "Enter" && chosen !== undefined) act(chosen)
    else if (event.key === "Backspace" || event.key === "Escape") out()
    else return
    event.preventDefault()
  }
  const gathered = drawn.find(({ item }) => item.key === listed)?.item
  return (
    <section className={classes["map"]} aria-label="Map of holdings">
      <div className={classes["bar"]}>
        <nav aria-label="Place in the tree" className={classes["trail"]}>
          {trailTo(index, focus.path).map((node) => (
            <button
              key={node.path}
              type="button"
              aria-current={node === focus ? "location" : undefined}
              onClick={() => drill(node.path)}
            >
              {node.path === "" ? tree.metaProfile : node.id}
            </button>
          ))}
        </nav>
        <span className={classes["gap"]} />
        <SegmentedControl
          aria-label="Shape of the map"
          value={isRing ? "ring" : "tiles"}
          data={[
            { value: "tiles", label: "Treemap" },
            { value: "ring", label: "Sunburst" },
          ]}
          onChange={(shape) => set("shape", shape)}
        />
        <Select
          className={classes["select"] ?? ""}
          aria-label="Colour by"
          leftSectionWidth={62}
          leftSection={<span className={classes["quiet"]}>Colour</span>}
          data={paintings.map((value) => ({ value, label: paintingTitles[value] }))}
          value={painting}
          allowDeselect={false}
          onChange={(value) => set("painting", value ?? "sleeve")}
        />
      </div>
      <div
        ref={frame}
        className={classes["picture"]}
        role="listbox"
        aria-label={`Area is gross weight in ${focus.path === "" ? tree.metaProfile : focus.path}`}
        tabIndex={0}
        aria-activedescendant={chosen === undefined ? undefined : `tile-${drawn.indexOf(chosen)}`}
        onKeyDown={onKeyDown}
      >
        {size !== null && (
          <svg width={size.width} height={size.height} role="presentation">
            <Hatches />
            {isRing && (
              <text
                x={size.width / 2}
                y={size.height / 2 + 4}
                textAnchor="middle"
                className={classes["middle"]}
              >
                {readFigure(focus.gross, "percent")} gross
              </text>
            )}
            {drawn.map((each, place) => (
              <MapTile
                key={each.item.key}
                id={`tile-${place}`}
                drawn={each}
                paint={paints[place]!}
                whole={tree.root.gross}
                isRing={isRing}
                byRisk={painting === "risk"}
                transform={isRing ? `translate(${size.width / 2} ${size.height / 2})` : ""}
                isSelected={each === chosen}
                onAct={() => act(each)}
              />
            ))}
          </svg>
        )}
      </div>
      <Legend painting={painting} paints={paints} largestRisk={index.largestRisk} />
      {gathered !== undefined && <Others item={gathered} onClose={() => list(null)} />}
      <Undrawn tree={tree} />
    </section>
  )
}
