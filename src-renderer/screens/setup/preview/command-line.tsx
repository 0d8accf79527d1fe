import { Button } from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"
import { Copied } from "../../../parts/copied"
import classes from "./preview.module.css"

/** The call that would do the same from a terminal. */
export function CommandLine({ command }: { readonly command: string }) {
  return (
    <section className={classes["panel"]} aria-label="Equivalent command">
      <header className={classes["panelHead"]}>
        <h2>Equivalent command</h2>
        <Copied value={command}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={copied ? <IconCheck size={12} aria-hidden /> : <IconCopy size={12} aria-hidden />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </Copied>
      </header>
      <pre className={classes["command"]} tabIndex={0} aria-label="Command">
        {command}
      </pre>
    </section>
  )
}
