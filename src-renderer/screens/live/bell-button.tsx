import { ActionIcon, Tooltip } from "@mantine/core"
import { IconBell } from "@tabler/icons-react"
import { useState } from "react"

/** Asks leave to tell by the system when a run ends behind other windows; shown until it was given or refused. */
export function BellButton() {
  const [leave, setLeave] = useState(() => ("Notification" in window ? Notification.permission : "denied"))
  if (leave !== "default") return null
  const label = "Tell me by a notification when a long run ends"
  return (
    <Tooltip label={label}>
      <ActionIcon
        color="gray"
        aria-label={label}
        onClick={() => void Notification.requestPermission().then(setLeave)}
      >
        <IconBell size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
