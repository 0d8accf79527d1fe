import process from "node:process"
import { makeVector, Table, tableToIPC } from "apache-arrow"
import { serve } from "#shared/contract/serve"
import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"
import { ok } from "#shared/problem/result"
import { benchContract } from "./bench-contract"

/** The bench's engine process: tables and events as an engine sends them, without the work behind them. */
const wire: Wire = {
  post: (message) => void process.send?.(message),
  onMessage: (listener) => void process.on("message", (message: Wireable) => listener(message)),
  onClose: (listener) => void process.on("disconnect", listener),
  close: () => process.disconnect(),
}

serve(
  benchContract,
  {
    table: ({ bytes }) => ok({ bytes: tableOf(bytes) }),
    events: async ({ count }, { emit }) => {
      for (let at = 0; at < count; at += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        emit({ sent: performance.timeOrigin + performance.now() })
      }
      return ok({})
    },
  },
  wire,
)

const tables = new Map<number, Uint8Array>()

/** Five columns of figures; made once, since the making is not what is measured. */
function tableOf(bytes: number): Uint8Array {
  const known = tables.get(bytes)
  if (known !== undefined) return known
  const rows = Math.max(1, Math.round(bytes / 40))
  const columns = Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name, at) => [
      name,
      makeVector(Float64Array.from({ length: rows }, (_, row) => row / (at + 1))),
    ]),
  )
  const made = tableToIPC(new Table(columns), "stream")
  tables.set(bytes, made)
  return made
}
