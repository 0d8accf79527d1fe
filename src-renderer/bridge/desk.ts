import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import { type Connection, createConnection } from "./connection"
import { wireOpener } from "./open-wire"
import { windowTimers } from "./timers"

/** The window's line to the program; it is tried at once when the machine is awake or online again. */
export function connectDesk(): Connection<DeskContract> {
  const desk = createConnection(deskContract, {
    open: wireOpener(),
    ping: (client) => client.ask("shell.info", {}),
    timers: windowTimers,
  })
  window.addEventListener("online", () => desk.retry())
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") desk.retry()
  })
  return desk
}
