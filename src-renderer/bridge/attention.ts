/** Whether a person looks at the window, and how to reach one who doesn't. */
export interface Attention {
  readonly isAway: () => boolean
  /** Called once, when the window is looked at again. */
  readonly onReturn: (listener: () => void) => void
  /** By the system, where it gave leave; false where it did not. */
  readonly notify: (title: string, body: string, onClick: () => void) => boolean
}

/** The browser's own; a notification brings the window to the front when it is clicked. */
export function browserAttention(): Attention {
  return {
    isAway: () => document.hidden,
    onReturn(listener) {
      const onChange = () => {
        if (document.hidden) return
        document.removeEventListener("visibilitychange", onChange)
        listener()
      }
      document.addEventListener("visibilitychange", onChange)
    },
    notify(title, body, onClick) {
      if (!("Notification" in window) || Notification.permission !== "granted") return false
      try {
        const shown = new Notification(title, { body, tag: `${title} ${body}` })
        shown.addEventListener("click", () => {
          window.focus()
          onClick()
          shown.close()
        })
        return true
      } catch {
        // Some systems let only service workers notify.
        return false
      }
    },
  }
}
