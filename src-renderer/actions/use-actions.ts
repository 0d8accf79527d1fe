import { useEffect } from "react"
import type { ActionId } from "#shared/contract/desk/actions"
import type { DeskStore } from "../store/desk-store"
import { useDeskStore } from "../store/use-desk"
import { deeds } from "./deeds"
import { actionOfPress } from "./keys"

/** Whether the window is one of macOS; decides Cmd or Ctrl. */
export const isMac = (): boolean => /mac/i.test(navigator.platform)

/** Does an action, or says why it can't be done now. */
export function doAction(store: DeskStore, id: ActionId): void {
  const state = store.getState()
  const blocked = deeds[id].blocked(state)
  if (blocked === null) deeds[id].run(state)
  else state.tell(`To do this, ${blocked}.`, "warning")
}

/** Listens to the keyboard and to the system's menu for as long as the window lives. */
export function useActionKeys(): void {
  const store = useDeskStore()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const id = actionOfPress(event, isMac(), isTyping(event.target))
      if (id === undefined) return
      event.preventDefault()
      doAction(store, id)
    }
    addEventListener("keydown", onKey)
    const stopMenu = store.getState().followMenu((id) => doAction(store, id))
    return () => {
      removeEventListener("keydown", onKey)
      stopMenu()
    }
  }, [store])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"))
  )
}
