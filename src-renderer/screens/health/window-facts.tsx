import type { WindowView } from "#shared/contract/engine/health-rows"
import { ToneChip } from "../../parts/state-chip"
import classes from "./health-screen.module.css"

const tones = { success: "ok", fallback: "warning", failure: "failed", missing: "unknown" } as const

/** What happened in one window: its outcome, tries, metrics and the ledger lines that say so. */
export function WindowFacts({ window }: { readonly window: WindowView }) {
  return (
    <div className={classes["window"]}>
      <p>
        <strong>Window {window.index}</strong> <ToneChip tone={tones[window.outcome]} word={window.outcome} />
      </p>
      <dl className={classes["facts"]}>
        <dt>Attempts</dt>
        <dd>{window.attempts}</dd>
        {window.regime !== null && (
          <>
            <dt>Regime</dt>
            <dd>{window.regime}</dd>
          </>
        )}
        {window.actual_profile !== null && (
          <>
            <dt>Ended as</dt>
            <dd>{window.actual_profile}</dd>
          </>
        )}
        {window.error !== null && (
          <>
            <dt>Error</dt>
            <dd>{window.error}</dd>
          </>
        )}
        {Object.entries(window.metrics ?? {}).map(([name, value]) => (
          <div key={name} className={classes["pair"]}>
            <dt>{name}</dt>
            <dd className="mono">{JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      {window.records.length === 0 ? (
        <p className={classes["quiet"]}>No line of the sleeve's ledger speaks of this window.</p>
      ) : (
        window.records.map((record) => (
          <details key={`${record.line} ${record.text}`}>
            <summary>
              {record.line === null ? "ledger" : `line ${record.line}`}: {record.status}
            </summary>
            <pre className={classes["line"]} tabIndex={0}>
              {record.text}
            </pre>
          </details>
        ))
      )}
    </div>
  )
}
