import { Button } from "@mantine/core"
import { useMemo } from "react"
import type { SettingView } from "#shared/contract/engine/profile-rows"
import type { RunDraft } from "../../../store/draft-slice"
import { useView } from "../../../store/use-desk"
import { originWord } from "../form/field-frame"
import { effectiveRows } from "../model/effective-rows"
import { shownValue } from "../model/setting-values"
import classes from "./preview.module.css"

const part = "setup.effective"

/** The settings that the run would have, what differs from the program's defaults first, each with its layer. */
export function EffectiveSettings({
  settings,
  draft,
}: {
  readonly settings: readonly SettingView[]
  readonly draft: RunDraft
}) {
  const [view, arrange] = useView(part)
  const rows = useMemo(() => effectiveRows(settings, draft), [settings, draft])
  const differing = rows.filter(({ origin }) => origin !== "code")
  const showsAll = view.toggled.includes("all")
  const shown = showsAll ? rows : differing
  return (
    <section className={classes["panel"]} aria-label="Effective settings">
      <header className={classes["panelHead"]}>
        <h2>Effective settings</h2>
        <span className={classes["quiet"]}>{differing.length} differ from the program's defaults</span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={showsAll}
          onClick={() => arrange({ toggled: showsAll ? [] : ["all"] })}
        >
          {showsAll ? "Only differences" : `All ${rows.length}`}
        </Button>
      </header>
      {shown.length === 0 ? (
        <p className={classes["quiet"]}>Every setting has the program's default.</p>
      ) : (
        <table className={classes["settings"]}>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">Value</th>
              <th scope="col">Set by</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ field, value, own, origin }) => (
              <tr key={field.path} data-origin={origin}>
                <th scope="row">
                  <code>{field.path}</code>
                </th>
                <td>
                  {origin === "this form" && (
                    <>
                      <s>{shownValue(field, own)}</s>{" "}
                    </>
                  )}
                  {shownValue(field, value)}
                </td>
                <td>{originWord(origin)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
