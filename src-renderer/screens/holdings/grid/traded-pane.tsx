import { NumberInput } from "@mantine/core"
import { IconScale } from "@tabler/icons-react"
import { useMemo } from "react"
import type { TradedRow } from "#shared/contract/engine/holding-rows"
import { Answered } from "../../../parts/answered"
import { EmptyState } from "../../../parts/empty-state"
import { Figure } from "../../../parts/figure"
import { type Column, TreeGrid } from "../../../parts/tree-grid"
import { useLatestAnswer, useView } from "../../../store/use-desk"
import classes from "../holdings-screen.module.css"
import { part } from "../map/use-linked-selection"

const usual = 1_000_000

/** 1234.5 -> "1 234.50", with spaces that do not break. */
function money(amount: number): string {
  const [whole = "", cents] = Math.abs(amount).toFixed(2).split(".")
  return `${amount < 0 ? "\u2212" : ""}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f")}.${cents}`
}

const columns: readonly Column<TradedRow>[] = [
  {
    key: "symbol",
    title: "Symbol",
    width: "minmax(180px, 2fr)",
    sortBy: ({ symbol }) => symbol,
    cell: ({ symbol, description }) => (
      <span className={classes["cut"]} title={description}>
        {symbol}
      </span>
    ),
  },
  {
    key: "side",
    title: "Side",
    width: "80px",
    sortBy: ({ direction }) => direction,
    cell: ({ direction }) => (direction === "LONG" ? "▲ buy" : "▼ sell"),
  },
  {
    key: "net",
    title: "Net",
    width: "90px",
    align: "end",
    sortBy: ({ net }) => net,
    cell: ({ net }) => <Figure value={net} unit="percent" signed />,
  },
  {
    key: "amount",
    title: "Amount",
    width: "130px",
    align: "end",
    sortBy: ({ amount }) => amount,
    cell: ({ amount }) => <span className={classes["number"]}>{money(amount)}</span>,
  },
]

/** The netted list as amounts of a capital; there are no units where the run keeps no prices. */
export function TradedPane({
  asked,
}: {
  readonly asked: { readonly root: string; readonly runId: string; readonly riskProfile: string }
}) {
  const [view, arrange] = useView(part)
  const kept = Number(view.filters["capital"] ?? usual)
  const capital = kept > 0 && kept <= 1e15 ? kept : usual
  const { answer } = useLatestAnswer(
    "holdings.traded",
    { ...asked, capital },
    ["runs"],
    JSON.stringify(asked),
  )
  return (
    <>
      <div className={classes["bar"]}>
        <NumberInput
          aria-label="Capital"
          leftSection={<span className={classes["quiet"]}>Capital</span>}
          leftSectionWidth={58}
          thousandSeparator=" "
          min={1}
          max={1e15}
          value={capital}
          onChange={(value) =>
            Number(value) > 0 && arrange({ filters: { ...view.filters, capital: String(value) } })
          }
        />
      </div>
      <Answered answer={answer} what="What is traded">
        {(list) => (
          <>
            <div className={classes["grid"]}>
              <TradedGrid rows={list.rows} />
            </div>
            <p className={classes["quiet"]}>
              Buy {money(list.long)}, sell {money(list.short)}; both {money(list.gross)}, net{" "}
              {money(list.net)}. {list.withoutUnits}
            </p>
          </>
        )}
      </Answered>
    </>
  )
}

function TradedGrid({ rows }: { readonly rows: readonly TradedRow[] }) {
  const lines = useMemo(
    () => rows.map((item) => ({ key: item.symbol, item, level: 0, children: [] })),
    [rows],
  )
  return (
    <TreeGrid
      part="holdings.traded"
      label="What is traded"
      rows={lines}
      columns={columns}
      empty={<EmptyState glyph={IconScale} title="Nothing is traded" />}
    />
  )
}
