/** Where in the program a window is: what the address says, and what a link can name. */
export const screens = [
  "workspace",
  "profiles",
  "setup",
  "runs",
  "live",
  "report",
  "holdings",
  "health",
  "compare",
] as const
export type Screen = (typeof screens)[number]

export interface Route {
  readonly screen: Screen
  /** The profile of `profiles` and `setup`, the run of `live`, `report`, `holdings` and `health`; "" for none. */
  readonly subject: string
  /** What else the screen shows, in the order of the names: a risk profile, a sleeve, the runs compared. */
  readonly params: Readonly<Record<string, string>>
}

/** Where a window begins. */
export const startRoute: Route = { screen: "profiles", subject: "", params: {} }

/** Screens about one run: the tabs of the run. */
export const runScreens: readonly Screen[] = ["live", "report", "holdings", "health"]

/** `#/holdings/20261120-101500?risk=hrp`. */
export function formatRoute(route: Route): string {
  const subject = route.subject === "" ? "" : `/${encodeURIComponent(route.subject)}`
  const names = Object.keys(route.params).toSorted()
  const query = names
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(route.params[name]!)}`)
    .join("&")
  return `#/${route.screen}${subject}${query === "" ? "" : `?${query}`}`
}

/** The route an address names; undefined when it names none. Addresses come from outside, so nothing throws. */
export function parseRoute(hash: string): Route | undefined {
  const match = /^#\/([a-z]+)(?:\/([^/?]*))?(?:\?(.*))?$/.exec(hash)
  const screen = screens.find((name) => name === match?.[1])
  if (match === null || screen === undefined) return undefined
  const subject = decode(match[2] ?? "")
  if (subject === undefined) return undefined
  const params: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(match[3] ?? "")) {
    if (Object.hasOwn(params, name)) return undefined
    params[name] = value
  }
  return { screen, subject, params }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
