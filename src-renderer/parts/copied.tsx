import { type ReactNode, useEffect, useState } from "react"
import { copyText } from "../bridge/copy-text"

/** How long it is said that something was copied, in milliseconds. */
const told = 1200

/** Gives its children what copies a text, and whether that was just done. */
export function Copied({
  value,
  children,
}: {
  readonly value: string
  readonly children: (state: { readonly copied: boolean; readonly copy: () => void }) => ReactNode
}) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), told)
    return () => clearTimeout(timer)
  }, [copied])
  return children({ copied, copy: () => setCopied(copyText(value)) })
}
