import { Button, CloseButton } from "@mantine/core"
import { useEffect } from "react"
import type { Notice } from "../store/notice-slice"
import { useDesk } from "../store/use-desk"
import { ProblemView } from "../parts/problem-view"
import classes from "./notices.module.css"

/** How long a notice that asks for nothing stays, in milliseconds. */
const stay = 6000
/** One that can be acted upon stays longer. */
const stayForAction = 15_000

/** What is told in passing. A refusal stays until it is closed. */
export function Notices() {
  const notices = useDesk((state) => state.notices)
  return (
    <div className={classes["notices"]} aria-live="polite">
      {notices.map((notice) => (
        <NoticeView key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeView({ notice }: { readonly notice: Notice }) {
  const dismiss = useDesk((state) => state.dismiss)
  useEffect(() => {
    if (notice.problem !== null) return undefined
    const timer = setTimeout(() => dismiss(notice.id), notice.action === null ? stay : stayForAction)
    return () => clearTimeout(timer)
  }, [notice, dismiss])
  return (
    <div className={classes["notice"]} data-tone={notice.tone}>
      {notice.problem === null ? (
        <p className={classes["text"]}>
          {notice.text}
          {notice.action !== null && (
            <Button
              size="compact-xs"
              variant="light"
              onClick={() => {
                notice.action?.run()
                dismiss(notice.id)
              }}
            >
              {notice.action.title}
            </Button>
          )}
        </p>
      ) : (
        <ProblemView problem={notice.problem} />
      )}
      <CloseButton aria-label="Close" onClick={() => dismiss(notice.id)} />
    </div>
  )
}
