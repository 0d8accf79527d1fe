import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import type { Column } from "../../../parts/tree-grid"
import classes from "../holdings-screen.module.css"
import type { HoldingLine } from "../model/holding-lines"

/** A column of the table, with what it writes into a file. */
export type HoldingColumn = Column<HoldingLine> & {
  readonly raw: (line: HoldingLine) => string | number | null
}

const directionWords = { LONG: "▲ long", SHORT: "▼ short", FLAT: "◆ flat" } as const

function text(key: string, title: string, width: string, of: (line: HoldingLine) => string): HoldingColumn {
  return {
    key,
    title,
    width,
    sortBy: of,
    raw: of,
    cell: (line) => (
      <span className={classes["cut"]} title={of(line)}>
        {of(line)}
      </span>
    ),
  }
}

function percent(
  key: string,
  title: string,
  of: (line: HoldingLine) => number | null,
  why = "not recorded",
): HoldingColumn {
  return {
    key,
    title,
    width: "88px",
    align: "end",
    sortBy: of,
    raw: of,
    cell: (line) => <Figure value={of(line)} unit="percent" why={why} />,
  }
}

export const holdingColumns: readonly HoldingColumn[] = [
  {
    ...text("symbol", "Symbol", "minmax(190px, 2fr)", ({ name }) => name),
    cell: ({ name, kind, description }) => (
      <span
        className={classes["cut"]}
        data-kind={kind}
        title={description === "" ? name : `${name}: ${description}`}
      >
        {name}
      </span>
    ),
  },
  {
    ...text("direction", "Direction", "80px", ({ direction }) => direction),
    cell: ({ direction }) => directionWords[direction],
  },
  percent("net", "Net", ({ net }) => net),
  percent("grossBefore", "Gross before", ({ grossBefore }) => grossBefore),
  percent("grossAfter", "Gross after", ({ grossAfter }) => grossAfter),
  percent("ofParent", "Of parent", ({ ofParent }) => ofParent, "held through several sleeves, or of nothing"),
  percent("ofTotal", "Of total", ({ ofTotal }) => ofTotal, "nothing is held"),
  percent(
    "risk",
    "Risk share",
    ({ riskShare }) => riskShare,
    "being computed, or no returns of a holding below",
  ),
  text("market", "Market", "100px", ({ market }) => market),
  text("sector", "Sector", "110px", ({ sector }) => sector),
  text("contributors", "Contributors", "minmax(140px, 1fr)", ({ contributors }) => contributors.join(", ")),
  {
    key: "overCap",
    title: "Cap",
    width: "100px",
    sortBy: ({ overCap }) => (overCap ? 0 : 1),
    raw: ({ overCap }) => (overCap ? "over cap" : ""),
    cell: ({ overCap }) =>
      overCap ? (
        <ToneChip tone="warning" word="over cap" says="Above max_physical_weight once netted." />
      ) : null,
  },
]
