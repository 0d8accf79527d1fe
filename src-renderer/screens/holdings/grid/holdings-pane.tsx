import { SegmentedControl } from "@mantine/core"
import { IconFilterOff } from "@tabler/icons-react"
import { useEffect, useMemo, useRef } from "react"
import type { HoldingsTree } from "#shared/contract/engine/holding-rows"
import { copyText } from "../../../bridge/copy-text"
import { EmptyState } from "../../../parts/empty-state"
import { comparatorOf, TreeGrid } from "../../../parts/tree-grid"
import { filteredRows, shownRows, sortedRows, type TreeRow } from "../../../parts/tree-rows"
import { ProblemList } from "../../../parts/problem-view"
import { useDesk, useView } from "../../../store/use-desk"
import classes from "../holdings-screen.module.css"
import { part } from "../map/use-linked-selection"
import { delimited } from "../model/delimited"
import type { ExposureIndex } from "../model/exposure-index"
import {
  filteredLines,
  filtersOf,
  type HoldingLine,
  isFiltered,
  isFound,
  treeLines,
} from "../model/holding-lines"
import { GridTools } from "./grid-tools"
import { holdingColumns } from "./holding-columns"
import { Totals } from "./totals"
import { TradedPane } from "./traded-pane"
import { useSymbolLines } from "./use-pages"

/** The map's twin: sleeves and assets, or symbols with everything held of them, or what is traded for them. */
export function HoldingsPane({
  root,
  runId,
  risk,
  tree,
  index,
}: {
  readonly root: string
  readonly runId: string
  readonly risk: string
  readonly tree: HoldingsTree
  readonly index: ExposureIndex
}) {
  const [view, arrange] = useView(part)
  const showing = view.filters["rows"] ?? "sleeves"
  return (
    <section className={classes["pane"]} aria-label="Table of holdings">
      <SegmentedControl
        aria-label="Rows"
        value={showing}
        data={[
          { value: "sleeves", label: "By sleeve" },
          { value: "symbols", label: "By holding" },
          { value: "traded", label: "What is traded" },
        ]}
        onChange={(rows) => arrange({ filters: { ...view.filters, rows } })}
      />
      {showing === "traded" ? (
        <TradedPane asked={{ root, runId, riskProfile: risk }} />
      ) : showing === "symbols" ? (
        <BySymbol asked={{ root, runId, riskProfile: risk }} tree={tree} index={index} />
      ) : (
        <BySleeve tree={tree} index={index} />
      )}
      {showing !== "traded" && <Totals totals={tree.totals} />}
    </section>
  )
}

function BySleeve({ tree, index }: { readonly tree: HoldingsTree; readonly index: ExposureIndex }) {
  const rows = useMemo(() => treeLines(tree.root, index), [tree, index])
  return <HoldingsGrid rows={rows} tree={tree} index={index} />
}

function BySymbol({
  asked,
  tree,
  index,
}: {
  readonly asked: { readonly root: string; readonly runId: string; readonly riskProfile: string }
  readonly tree: HoldingsTree
  readonly index: ExposureIndex
}) {
  const { answer, rows, rest } = useSymbolLines(asked, tree.totals.grossBefore)
  if (answer.state === "failed") return <ProblemList problems={answer.problems} />
  return (
    <>
      <HoldingsGrid rows={rows} tree={tree} index={index} />
      {rest > 0 && <p className={classes["quiet"]}>{rest} smaller holdings are not listed.</p>}
    </>
  )
}

function HoldingsGrid({
  rows,
  tree,
  index,
}: {
  readonly rows: readonly TreeRow<HoldingLine>[]
  readonly tree: HoldingsTree
  readonly index: ExposureIndex
}) {
  const [view] = useView(part)
  const show = useDesk((state) => state.show)
  const saveFile = useDesk((state) => state.saveFile)
  const offered = useDesk((state) => state.offered)
  const answeredOffer = useRef(offered?.count ?? 0)
  const hidden = view.filters["hidden"] ?? ""
  const columns = useMemo(() => {
    const names = hidden.split(",")
    return holdingColumns.filter(({ key }) => !names.includes(key))
  }, [hidden])
  const { market, sleeve, direction, overCap } = view.filters
  const filters = useMemo(() => filtersOf(view.filters), [market, sleeve, direction, overCap])
  const kept = useMemo(() => filteredLines(rows, filters), [rows, filters])

  /** Everything that the table has under its search, filters and sort, folded or not. */
  const asText = (separator: "," | "\t") => {
    const search = view.search.trim().toLowerCase()
    const found = search === "" ? kept : filteredRows(kept, (line) => isFound(line, search))
    const compare = comparatorOf(columns, view.sort)
    const all = shownRows(compare === undefined ? found : sortedRows(found, compare), () => true)
    return delimited(
      [
        ["Path", ...columns.map(({ title }) => title)],
        ...all.map(({ row: { item } }) => [
          item.key.replace(/^symbol:/, ""),
          ...columns.map(({ raw }) => raw(item)),
        ]),
      ],
      separator,
    )
  }
  const save = () =>
    void saveFile(`holdings_${tree.runId}_${tree.riskProfile}.csv`, new TextEncoder().encode(asText(",")))
  useEffect(() => {
    if (offered?.what !== "csv" || offered.count === answeredOffer.current) return
    answeredOffer.current = offered.count
    save()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a request is answered once, with what is shown then
  }, [offered])
  return (
    <>
      <GridTools tree={tree} index={index} onCopy={() => copyText(asText("\t"))} onSave={save} />
      <div className={classes["grid"]}>
        <TreeGrid
          part={part}
          label="Holdings"
          rows={kept}
          columns={columns}
          matches={isFound}
          opensAtFirst={() => isFiltered(filters)}
          onOpen={({ kind, key, name }) =>
            kind === "asset" || kind === "symbol" ? show({ symbol: name }) : show({ at: key })
          }
          empty={
            <EmptyState glyph={IconFilterOff} title="No holding fits">
              The search and the filters together leave none.
            </EmptyState>
          }
        />
      </div>
    </>
  )
}
