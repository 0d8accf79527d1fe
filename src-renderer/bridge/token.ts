const storageKey = "nestfolio.token"

/**
 * The token of the browser shell. It arrives in the fragment, which no server, log or referrer ever sees, is moved to
 * the tab's own storage, and is taken out of the address bar and the history.
 */
export function takeToken(
  place: Location,
  store: Storage,
  replace: (address: string) => void,
): string | null {
  const fragment = new URLSearchParams(place.hash.slice(1))
  const arrived = fragment.get("t")
  if (arrived === null) return store.getItem(storageKey)
  store.setItem(storageKey, arrived)
  fragment.delete("t")
  const rest = fragment.size === 0 ? "" : `#${fragment}`
  replace(`${place.pathname}${place.search}${rest}`)
  return arrived
}
