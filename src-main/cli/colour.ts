const codes = { bold: [1, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const

export type Paint = (style: keyof typeof codes, text: string) => string

/** Colours for a terminal that wants them; `NO_COLOR` (any value but the empty one) and `TERM=dumb` say no. */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  const plain = !stream.isTTY || Boolean(environment["NO_COLOR"]) || environment["TERM"] === "dumb"
  if (plain) return (_, text) => text
  return (style, text) => `\u001B[${codes[style][0]}m${text}\u001B[${codes[style][1]}m`
}
