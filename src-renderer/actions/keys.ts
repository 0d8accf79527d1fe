import { type Action, type ActionId, actions } from "#shared/contract/desk/actions"

/** What a key press is, as far as keys of actions go. */
export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Keys beside those of the table, for those who come from other programs. */
const furtherKeys: readonly { readonly key: string; readonly id: ActionId }[] = [
  { key: "mod+shift+p", id: "palette.open" },
  { key: "?", id: "help.keys" },
  { key: "/", id: "edit.find" },
]

/** Every key that does something, the table's and the further ones. */
export const keyMap: readonly { readonly key: string; readonly id: ActionId }[] = [
  ...actions.flatMap(({ id, key }: Action) => (key === null ? [] : [{ key, id: id as ActionId }])),
  ...furtherKeys,
]

/** The action of a key press; a key without Ctrl or Cmd does nothing while a person types. */
export function actionOfPress(press: Press, isMac: boolean, isTyping: boolean): ActionId | undefined {
  const mod = isMac ? press.metaKey : press.ctrlKey
  const other = isMac ? press.ctrlKey : press.metaKey
  if (other || press.altKey) return undefined
  const key = press.key.toLowerCase()
  if (isTyping && !mod && !/^f\d+$/.test(key)) return undefined
  return keyMap.find((each) => {
    const parts = each.key.split("+")
    const wanted = parts.at(-1)!
    // "?" is itself made with Shift; a letter says whether it wants it.
    const isLetter = /^[a-z0-9]$/.test(wanted)
    return (
      wanted === key &&
      parts.includes("mod") === mod &&
      (!isLetter || parts.includes("shift") === press.shiftKey)
    )
  })?.id
}

const names: Readonly<Record<string, string>> = { enter: "Enter", mod: "Ctrl", shift: "Shift", f1: "F1" }
const macNames: Readonly<Record<string, string>> = { enter: "↩", mod: "⌘", shift: "⇧", f1: "F1" }

/** "mod+shift+s" -> "Ctrl+Shift+S", and "⌘⇧S" on macOS. */
export function readKey(key: string, isMac: boolean): string {
  const parts = key.split("+").map((part) => (isMac ? macNames : names)[part] ?? part.toUpperCase())
  return parts.join(isMac ? "" : "+")
}
