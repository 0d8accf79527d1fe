import { bridgeName, type ShellBridge } from "#shared/contract/shell-bridge"
import type { Wire } from "#shared/contract/wire"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { openPortWire } from "./port-wire"
import { openSocketWire, withoutToken } from "./socket-wire"
import { takeToken } from "./token"

/** Gives what opens a wire to the program, by a port in its window and by a socket in a browser. To be called once. */
export function wireOpener(): () => Promise<Result<Wire>> {
  const bridge: unknown = Reflect.get(window, bridgeName)
  if (isBridge(bridge)) return () => throughBridge(bridge)
  const token = takeToken(location, sessionStorage, (address) => history.replaceState(null, "", address))
  return async () => (token === null ? withoutToken() : openSocketWire(token))
}

function isBridge(value: unknown): value is ShellBridge {
  return typeof value === "object" && value !== null && "connect" in value
}

async function throughBridge(bridge: ShellBridge): Promise<Result<Wire>> {
  try {
    return ok(await openPortWire(bridge))
  } catch (error) {
    return failed(
      problem("wire.closed", {
        what: "The window got no line to the program.",
        where: "this window",
        seen: error instanceof Error ? error.message : String(error),
        remedy: "it is tried again by itself; if that does not help, start Nestfolio again",
      }),
    )
  }
}
