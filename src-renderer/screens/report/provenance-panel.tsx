import { CloseButton } from "@mantine/core"
import { useEffect, useRef } from "react"
import type { ExplainedSource } from "#shared/model/explanation"
import { Figure } from "../../parts/figure"
import { useReport } from "./report-context"
import classes from "./report.module.css"

/** A figure walked back: formula, inputs, artifact, hash, ledger lines, settings with origin. */
export function ProvenancePanel({
  address,
  onClose,
}: {
  readonly address: string
  readonly onClose: () => void
}) {
  const { explainer } = useReport()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [address])
  const explanation = explainer.explain(address)
  if (explanation === undefined) return null
  const { artifact } = explanation
  return (
    <aside
      ref={panel}
      className={classes["provenance"]}
      aria-label={`Where ${explanation.title} comes from`}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header>
        <h2>{explanation.title}</h2>
        <CloseButton aria-label="Close" onClick={onClose} />
      </header>
      <p className={classes["shown"]}>{explanation.shown}</p>
      {explanation.value !== null && <p className="mono">exactly {explanation.value}</p>}
      {explanation.note !== null && <p>{explanation.note}</p>}
      <h3>Formula</h3>
      <p>{explanation.definition}</p>
      <p className={classes["quiet"]}>undefined: {explanation.undefined_when}</p>
      {explanation.annualisation !== null && (
        <p className={classes["quiet"]}>
          annualised x {explanation.annualisation.factor}: {explanation.annualisation.reason}
        </p>
      )}
      {explanation.beside.length > 0 && (
        <dl className={classes["facts"]}>
          {explanation.beside.map(({ name, shown }) => (
            <div key={name} className={classes["pair"]}>
              <dt>{name}</dt>
              <dd>{shown}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3>Held by</h3>
      <p className="mono">{artifact.path}</p>
      <p className="mono">{artifact.json_path}</p>
      <p>
        <Figure value={artifact.sha256} unit="hash" why="a file can't hold its own hash; the ledger does" />
      </p>
      {explanation.ledger.length > 0 && (
        <>
          <h3>Ledger</h3>
          <ul className={classes["attempts"]}>
            {explanation.ledger.map((record) => (
              <li key={record.line}>
                line {record.line}: {record.step} {record.status ?? record.type}{" "}
                <Figure value={record.hash} unit="hash" />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Made from</h3>
      <Sources sources={explanation.inputs} />
      <h3>Settings</h3>
      <ul className={classes["attempts"]}>
        {explanation.settings.map(({ meta_profile, path, value, origin, direct }) => (
          <li key={`${meta_profile} ${path}`}>
            <code>
              {path} = {value ?? "not set"}
            </code>{" "}
            <span className={classes["quiet"]}>
              {origin}
              {direct ? "" : ", through what it was made from"}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  )
}

function Sources({ sources }: { readonly sources: readonly ExplainedSource[] }) {
  return (
    <ul className={classes["sources"]}>
      {sources.map((source) => (
        <li key={source.path}>
          <code>{source.path}</code> <Figure value={source.sha256} unit="hash" why="not recorded" />
          {source.origin !== null && <div className={classes["quiet"]}>copy of {source.origin}</div>}
          {source.above ? (
            <div className={classes["quiet"]}>as above</div>
          ) : (
            source.inputs.length > 0 && <Sources sources={source.inputs} />
          )}
        </li>
      ))}
    </ul>
  )
}
