import type { SliceOf } from "./slice"
import { formatRoute, parseRoute, type Route, type Screen, startRoute } from "./route"

export interface LocationSlice {
  readonly route: Route
  /** Goes to a screen; the place left can be gone back to. */
  readonly go: (screen: Screen, subject?: string, params?: Readonly<Record<string, string>>) => void
  /** Changes what the present screen shows; an undefined value takes the name away. No step of the history. */
  readonly show: (params: Readonly<Record<string, string | undefined>>) => void
  /** Follows the address bar; called once. */
  readonly followAddress: () => () => void
}

const rememberedPlace = "nestfolio.place"

/** The one owner of where the window is; the address bar is a copy of it. */
export const locationSlice: SliceOf<LocationSlice> = (set, get, { address, memory }) => {
  const remember = (route: Route) => memory.setItem(rememberedPlace, formatRoute(route))
  return {
    route: parseRoute(address.hash()) ?? parseRoute(memory.getItem(rememberedPlace) ?? "") ?? startRoute,
    go(screen, subject = "", params = {}) {
      const route: Route = { screen, subject, params }
      if (formatRoute(route) === formatRoute(get().route)) return
      address.push(formatRoute(route))
      remember(route)
      set({ route })
    },
    show(changes) {
      const { route } = get()
      const merged = { ...route.params, ...changes }
      const params = Object.fromEntries(
        Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
      )
      const next: Route = { ...route, params }
      address.replace(formatRoute(next))
      remember(next)
      set({ route: next })
    },
    followAddress: () =>
      address.onChange(() => {
        const route = parseRoute(address.hash())
        if (route !== undefined) set({ route })
      }),
  }
}
