import { useRef } from "react"
import type { ClusterTree } from "#shared/model/optimize"
import type { SolvedSection } from "#shared/model/report"
import { ChartMenu } from "../../../parts/chart/chart-menu"
import chart from "../../../parts/chart/chart.module.css"
import { readFigure } from "../../../parts/read-figure"
import { dendrogram, inTreeOrder } from "../dendrogram"
import classes from "../report.module.css"
import { useClusterTree } from "../use-cluster-tree"
import { tint } from "./months"

const cellSize = 44
const treeHeight = 60
const labelWidth = 140

/** Correlations of the sleeves, ordered by the cluster tree that stands above them. */
export function CorrelationSection({ section }: { readonly section: SolvedSection }) {
  const tree = useClusterTree(section.risk_profile)
  return <Heatmap key={section.risk_profile} section={section} tree={tree} />
}

function Heatmap({ section, tree }: { readonly section: SolvedSection; readonly tree: ClusterTree | null }) {
  const svg = useRef<SVGSVGElement>(null)
  const { ids, matrix } = section.correlations
  const order = inTreeOrder(ids, tree)
  const size = Math.max(8, Math.min(cellSize, 620 / Math.max(1, ids.length)))
  const top = tree === null ? 8 : treeHeight
  const width = labelWidth + size * ids.length + 8
  const height = top + size * ids.length + 8
  const isRead = ids.length <= 12
  const csv = () =>
    [
      ["", ...order.map((at) => ids[at]!)].join(","),
      ...order.map((row) => [ids[row]!, ...order.map((column) => matrix[row]![column] ?? "")].join(",")),
    ].join("\n")
  return (
    <figure className={chart["chart"]}>
      <figcaption className={chart["caption"]}>
        <span className={classes["quiet"]}>
          {tree === null
            ? "In the order of the manifest"
            : `Ordered by the cluster tree (${tree.linkage} linkage)`}
          ; blue together, orange against each other
        </span>
        <ChartMenu title={`Correlations ${section.risk_profile}`} svg={svg} csv={csv} />
      </figcaption>
      <div className={classes["scroll"]} tabIndex={0} role="region" aria-label="Correlations">
        <svg ref={svg} width={width} height={height} role="img" aria-label="Correlations of the sleeves">
          {tree !== null &&
            dendrogram(
              tree,
              order.map((at) => ids[at]!),
            ).map(({ left, right, height: at, leftFrom, rightFrom }) => (
              <path
                key={`${left} ${right} ${at}`}
                className={chart["branch"]}
                d={`M${xOf(left, size)},${yOf(leftFrom)} V${yOf(at)} H${xOf(right, size)} V${yOf(rightFrom)}`}
              />
            ))}
          {order.map((row, y) => (
            <g key={ids[row]} transform={`translate(0,${top + y * size})`}>
              <text className={chart["tick"]} x={labelWidth - 6} y={size / 2} dy="0.32em" textAnchor="end">
                {ids[row]}
              </text>
              {order.map((column, x) => {
                const value = matrix[row]![column] ?? null
                return (
                  <g key={ids[column]} transform={`translate(${labelWidth + x * size},0)`}>
                    <rect
                      className={chart["cell"]}
                      width={size}
                      height={size}
                      style={{ fill: tint(value, 1) }}
                    >
                      <title>{`${ids[row]} and ${ids[column]}: ${value === null ? "n/a" : readFigure(value, "correlation")}`}</title>
                    </rect>
                    {isRead && value !== null && (
                      <text
                        className={chart["value"]}
                        x={size / 2}
                        y={size / 2}
                        dy="0.32em"
                        textAnchor="middle"
                      >
                        {readFigure(value, "correlation")}
                      </text>
                    )}
                  </g>
                )
              })}
            </g>
          ))}
        </svg>
      </div>
    </figure>
  )
}

function xOf(place: number, size: number): number {
  return labelWidth + (place + 0.5) * size
}

/** Heights are fractions of the highest merge. */
function yOf(height: number): number {
  return treeHeight - 4 - height * (treeHeight - 12)
}
