import type { CSSProperties } from "react"
import { readFigure } from "../../../parts/read-figure"
import classes from "../holdings-screen.module.css"
import type { Paint, Painting } from "../model/paint"

const mostNamed = 10

/** What the colours of the map say; directions have hatch and glyph whatever the colour. */
export function Legend({
  painting,
  paints,
  largestRisk,
}: {
  readonly painting: Painting
  readonly paints: readonly Paint[]
  readonly largestRisk: number | null
}) {
  const named = new Map(paints.map((paint) => [paint.word, paint]))
  const entries = [...named.values()].filter(({ word }) => !/^\d+ others$/.test(word))
  return (
    <p className={classes["legend"]}>
      <span>▲ long, plain</span>
      <span>▼ short, hatched</span>
      {painting === "risk" ? (
        largestRisk === null ? (
          <span>shares of risk are being computed</span>
        ) : (
          <span>
            orange {readFigure(-largestRisk, "percent")} … grey 0 … blue {readFigure(largestRisk, "percent")},
            by the square root, for the whole run
          </span>
        )
      ) : (
        entries.slice(0, mostNamed).map(({ word, colour, amount, texture }) => (
          <span key={word}>
            <i data-texture={texture} style={{ "--mark": colour, "--amount": amount } as CSSProperties} />
            {word}
          </span>
        ))
      )}
      {painting !== "risk" && entries.length > mostNamed && (
        <span>and {entries.length - mostNamed} more</span>
      )}
    </p>
  )
}
