import classes from "./loading.module.css"

/** Lines where text will stand; said once to a screen reader. Shown late, so that a quick answer does not flicker. */
export function Loading({ what, lines = 6 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div className={classes["loading"]} role="status" aria-label={`${what} is being read`}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={classes["line"]} style={{ width: `${90 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  )
}
