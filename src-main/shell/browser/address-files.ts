import { join } from "node:path"
import { listDirectory } from "#engine/artifacts/disk-read"
import { makeDirectory, removeTree, writePrivateFile } from "#engine/artifacts/disk-write"
import { ok, type Result } from "#shared/problem/result"

/** Files with the address of a running server, which its owner alone may read: for scripts, and for the browser. */
export interface AddressFiles {
  /** The address and a line end. */
  readonly text: string
  /** A page that leads to the address: a browser's command line can be read by everyone on the machine. */
  readonly page: string
  remove(): void
}

/** Writes them into `folder`, and removes those of servers that were killed. */
export function writeAddressFiles(folder: string, url: string, pid: number): Result<AddressFiles> {
  const made = makeDirectory(folder)
  if (!made.ok) return made
  removeAbandoned(folder)
  const text = join(folder, `${pid}.url`)
  const page = join(folder, `${pid}.html`)
  for (const [file, content] of [
    [text, `${url}\n`],
    [page, leadingPage(url)],
  ] as const) {
    const written = writePrivateFile(file, new TextEncoder().encode(content))
    if (!written.ok) return written
  }
  return ok({
    text,
    page,
    remove() {
      removeTree(text)
      removeTree(page)
    },
  })
}

function removeAbandoned(folder: string): void {
  for (const name of listDirectory(folder)) {
    const [, pid] = /^(\d+)\.(?:url|html)$/.exec(name) ?? []
    if (pid !== undefined && !isAlive(Number(pid))) removeTree(join(folder, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

const leadingPage = (url: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="refresh" content="0; url=${url}">
    <title>Nestfolio</title>
  </head>
  <body><a href="${url}">Open Nestfolio</a></body>
</html>
`
