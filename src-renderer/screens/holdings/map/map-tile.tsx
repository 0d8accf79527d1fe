import type { CSSProperties } from "react"
import { readFigure } from "../../../parts/read-figure"
import classes from "../holdings-screen.module.css"
import { type Drawn, fittingLabel } from "../model/drawn"
import { shareOf } from "../model/exposure-index"
import type { Paint } from "../model/paint"

const glyphs = { LONG: "M0 -4L4 3H-4Z", SHORT: "M0 4L4 -3H-4Z", FLAT: "M-4 0L0 -4L4 0L0 4Z" } as const

/** One item of the map: its colour, the hatch and glyph of its direction, and as much of its label as fits. */
export function MapTile({
  id,
  drawn: { item, kind, box, outline },
  paint,
  whole,
  isRing,
  byRisk,
  transform,
  isSelected,
  onAct,
}: {
  readonly id: string
  readonly drawn: Drawn
  readonly paint: Paint
  readonly whole: number
  readonly isRing: boolean
  readonly byRisk: boolean
  readonly transform: string
  readonly isSelected: boolean
  readonly onAct: () => void
}) {
  const { node, others, gross } = item
  const isOthers = others.length > 0
  const name = isOthers ? `${others.length} others` : node.id
  const share = shareOf(gross, whole)
  const shown = byRisk && !isOthers ? node.riskShare : share
  const figure = shown === null ? "" : readFigure(shown, "percent")
  const direction = isOthers ? null : node.direction
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0]
  const hasGlyph = direction !== null && node.kind === "asset" && width > 16 && height > 15 && !isRing
  const left = hasGlyph ? 16 : 5
  const label = height < 15 ? "" : fittingLabel(name, width - left - 4)
  const room = width - left - 4 - label.length * 6.3
  const onOneLine = kind === "heading" && figure !== "" && room > figure.length * 6.3 + 8
  const onTwoLines = kind === "tile" && label !== "" && height > 34 && width > figure.length * 6.3 + 10
  const style = { "--mark": paint.colour, "--amount": paint.amount } as CSSProperties
  const says = [
    name,
    direction === null ? "" : direction.toLowerCase(),
    share === null ? "" : `${readFigure(share, "percent")} of the gross`,
    paint.word,
  ].filter((word) => word !== "")
  const middle = { x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 }
  return (
    <g
      id={id}
      role="option"
      aria-selected={isSelected}
      className={classes["tile"]}
      data-kind={kind}
      data-key={item.key}
      style={style}
      onClick={onAct}
    >
      <title>{says.join(", ")}</title>
      <path className={classes["fill"]} d={outline} transform={transform} />
      {kind === "tile" && paint.texture !== "plain" && (
        <path d={outline} transform={transform} fill={`url(#texture-${paint.texture})`} />
      )}
      {kind === "tile" && node.kind === "asset" && (direction === "SHORT" || direction === "FLAT") && (
        <path d={outline} transform={transform} fill={`url(#hatch-${direction})`} />
      )}
      {hasGlyph && (
        <path
          d={glyphs[direction]}
          transform={`translate(${box.x0 + 8} ${box.y0 + 9})`}
          className={classes["glyph"]}
        />
      )}
      {label !== "" &&
        (isRing ? (
          <text x={middle.x} y={middle.y + 4} textAnchor="middle">
            {label}
          </text>
        ) : (
          <text x={box.x0 + left} y={box.y0 + 13}>
            {label}
          </text>
        ))}
      {onTwoLines && !isRing && (
        <text x={box.x0 + 5} y={box.y0 + 28}>
          {figure}
        </text>
      )}
      {onOneLine && !isRing && (
        <text x={box.x1 - 5} y={box.y0 + 13} textAnchor="end">
          {figure}
        </text>
      )}
      {isSelected && <path className={classes["chosen"]} d={outline} transform={transform} />}
    </g>
  )
}
