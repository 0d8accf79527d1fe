import { useDesk, useView } from "../../../store/use-desk"

/** Where the screen keeps what is chosen, and how its table is arranged. */
export const part = "holdings"

/** What is chosen in map and table alike, and what unfolds the table down to it. */
export function useLinkedSelection() {
  const [view, arrange] = useView(part)
  const show = useDesk((state) => state.show)
  return {
    selected: view.selected,
    select: (path: string) => {
      const ids = path.split("/")
      const above = ids.slice(0, -1).map((_, at) => ids.slice(0, at + 1).join("/"))
      arrange({ selected: path, toggled: [...new Set([...view.toggled, ...above])] })
    },
    open: (symbol: string) => show({ symbol }),
    drill: (path: string) => show({ at: path === "" ? undefined : path }),
  }
}
