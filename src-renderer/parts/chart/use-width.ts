import { type RefObject, useEffect, useState } from "react"

/** The width of an element as it is laid out, followed as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>, least = 200): number {
  const [width, setWidth] = useState(800)
  useEffect(() => {
    if (element.current === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(least, Math.floor(entry.contentRect.width)))
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, least])
  return width
}
