import type { StoreEnvironment } from "../store/environment"

/** The window's address bar and its history, as the store wants them. */
export function browserAddress(): StoreEnvironment["address"] {
  return {
    hash: () => location.hash,
    push: (hash) => history.pushState(null, "", hash),
    replace: (hash) => history.replaceState(null, "", hash),
    onChange(listener) {
      addEventListener("popstate", listener)
      addEventListener("hashchange", listener)
      return () => {
        removeEventListener("popstate", listener)
        removeEventListener("hashchange", listener)
      }
    },
  }
}
