import { Modal } from "@mantine/core"
import { actions } from "#shared/contract/desk/actions"
import { useDesk } from "../store/use-desk"
import classes from "./key-map.module.css"
import { keyMap, readKey } from "./keys"
import { isMac } from "./use-actions"

/** Keys that belong to tables and maps rather than to an action. */
const partKeys: readonly (readonly [string, string])[] = [
  ["Up, Down", "move through a table"],
  ["Right, Left", "unfold, fold, or go to the parent"],
  ["Enter", "open the row"],
  ["Esc", "close, or go up one level"],
]

/** The keyboard map: what the keys of the table do. */
export function KeyMap() {
  const isOpen = useDesk(({ offered }) => offered?.what === "keys")
  const close = useDesk(({ closeOffer }) => closeOffer)
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title="Keyboard map"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <table className={classes["keys"]}>
        <tbody>
          {keyMap.map(({ key, id }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{readKey(key, isMac())}</kbd>
              </th>
              <td>{actions.find((action) => action.id === id)?.title.replace(/…$/, "")}</td>
            </tr>
          ))}
          {partKeys.map(([key, says]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
