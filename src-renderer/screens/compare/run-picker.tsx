import { Button, MultiSelect } from "@mantine/core"
import { IconArrowsExchange } from "@tabler/icons-react"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import classes from "./compare-screen.module.css"

/** Which runs are compared; the order is theirs, and the first is the baseline. */
export function RunPicker({ runIds }: { readonly runIds: readonly string[] }) {
  const root = useRoot()
  const show = useDesk((state) => state.show)
  const answer = useAnswer("runs.list", { root }, ["runs"])
  const metas = answer.state === "ready" ? answer.value.runs.filter(({ kind }) => kind === "meta") : []
  const known = new Map(metas.map(({ runId, profile }) => [runId, `${profile}, ${runId}`]))
  const choose = (chosen: readonly string[]) =>
    show({ runs: chosen.length === 0 ? undefined : chosen.join(",") })
  return (
    <div className={classes["picker"]}>
      <MultiSelect
        className={classes["runs"] ?? ""}
        label="Runs, the baseline first"
        data={[...new Set([...runIds, ...known.keys()])].map((value) => ({
          value,
          label: known.get(value) ?? value,
        }))}
        value={[...runIds]}
        maxValues={4}
        searchable
        clearable
        onChange={choose}
      />
      <Button
        variant="default"
        disabled={runIds.length < 2}
        leftSection={<IconArrowsExchange size={14} />}
        onClick={() => choose([...runIds.slice(1), runIds[0]!])}
      >
        Next one as baseline
      </Button>
    </div>
  )
}
