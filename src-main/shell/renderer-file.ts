import { isAbsolute, join, relative, sep } from "node:path"

/** Media types of what a build of the window can hold; anything else is refused. */
const mediaTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  woff2: "font/woff2",
  wasm: "application/wasm",
}

export interface RendererFile {
  /** Absolute, below the folder. */
  readonly path: string
  readonly mediaType: string
}

/**
 * The file of the window's build that a request's path means; undefined for a path that leaves the folder by any
 * spelling, or a kind of file that a build does not hold. `pathname` is as in a URL: absolute, percent-encoded.
 */
export function rendererFile(folder: string, pathname: string): RendererFile | undefined {
  const decoded = decode(pathname)
  if (decoded === undefined || /[\\\0]/.test(decoded) || decoded.split("/").includes("..")) return undefined
  const path = join(folder, decoded === "/" ? "index.html" : decoded)
  const below = relative(folder, path)
  if (below === "" || isAbsolute(below) || below.split(sep).includes("..")) return undefined
  const mediaType = mediaTypes[path.slice(path.lastIndexOf(".") + 1).toLowerCase()]
  return mediaType === undefined ? undefined : { path, mediaType }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
