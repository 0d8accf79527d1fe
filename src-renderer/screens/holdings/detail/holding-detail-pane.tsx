import { CloseButton } from "@mantine/core"
import type { HoldingDetail } from "#shared/contract/engine/holding-rows"
import type { HoldingPath } from "#shared/model/holding"
import { Answered } from "../../../parts/answered"
import { Figure } from "../../../parts/figure"
import { ToneChip } from "../../../parts/state-chip"
import { useAnswer, useDesk } from "../../../store/use-desk"
import classes from "../holdings-screen.module.css"
import { multiplication } from "../model/multiplication"

/** One holding: how it came to its weight, way by way. */
export function HoldingDetailPane({
  root,
  runId,
  risk,
  symbol,
}: {
  readonly root: string
  readonly runId: string
  readonly risk: string
  readonly symbol: string
}) {
  const show = useDesk((state) => state.show)
  const answer = useAnswer("holdings.detail", { root, runId, riskProfile: risk, symbol }, ["runs"])
  const close = () => show({ symbol: undefined })
  return (
    <aside
      className={classes["detail"]}
      aria-label={`Holding ${symbol}`}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <header>
        <h2>{symbol}</h2>
        <CloseButton aria-label="Close the holding" onClick={close} />
      </header>
      <Answered answer={answer} what="The holding">
        {(detail) => <Facts detail={detail} />}
      </Answered>
    </aside>
  )
}

function Facts({ detail }: { readonly detail: HoldingDetail }) {
  const sides = [
    { name: "Long", paths: detail.paths.filter(({ net }) => net > 0) },
    { name: "Short", paths: detail.paths.filter(({ net }) => net < 0) },
    { name: "Without weight", paths: detail.paths.filter(({ net }) => net === 0) },
  ].filter(({ paths }) => paths.length > 0)
  const largest = Math.max(...detail.paths.map(({ net }) => Math.abs(net)), 0)
  const about = [detail.description, detail.market, detail.sector, detail.type].filter((word) => word !== "")
  return (
    <>
      <p className={classes["quiet"]}>{about.join(", ")}</p>
      <dl className={classes["totals"]}>
        <div>
          <dt>Net</dt>
          <dd>
            <Figure value={detail.net} unit="percent" signed />
          </dd>
        </div>
        <div>
          <dt>Gross before</dt>
          <dd>
            <Figure value={detail.gross} unit="percent" />
          </dd>
        </div>
        <div>
          <dt>Risk share</dt>
          <dd>
            <Figure value={detail.riskShare} unit="percent" why={detail.riskShareWhy} />
          </dd>
        </div>
      </dl>
      {detail.overCap && (
        <ToneChip tone="warning" word="over cap" says="Above max_physical_weight once netted." />
      )}
      {sides.length > 1 && <p>Held on both sides: what is long and what is short is netted.</p>}
      {sides.map(({ name, paths }) => (
        <section key={name} aria-label={`${name} side`}>
          <h3>{name}</h3>
          <ul className={classes["paths"]}>
            {paths.map((path) => (
              <Way key={path.sleeves.join("/")} path={path} largest={largest} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Way({ path, largest }: { readonly path: HoldingPath; readonly largest: number }) {
  const width = largest === 0 ? 0 : (Math.abs(path.net) / largest) * 100
  return (
    <li>
      <span>{path.sleeves.join(" › ")}</span>
      <span className={classes["number"]}>{multiplication(path)}</span>
      <i data-side={path.net < 0 ? "short" : "long"} style={{ width: `${width}%` }} />
    </li>
  )
}
