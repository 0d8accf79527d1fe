import { ProblemView } from "../parts/problem-view"
import { useDesk } from "../store/use-desk"
import classes from "./frame.module.css"

/** Said over every screen when the line to the program is lost: what is shown may be old. */
export function LinkBanner() {
  const link = useDesk((state) => state.link)
  const retry = useDesk((state) => state.retryLink)
  if (link.state !== "lost") return null
  return (
    <div className={classes["banner"]}>
      <ProblemView problem={link.problem} action={{ title: "Try again", run: retry }} />
    </div>
  )
}
