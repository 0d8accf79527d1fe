import { useEffect, useState } from "react"

/** The time in milliseconds since 1970, anew every `every` milliseconds while it is `ticking`. */
export function useNow(ticking: boolean, every = 500): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!ticking) return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [ticking, every])
  return now
}
