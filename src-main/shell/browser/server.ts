import { createServer, type Server } from "node:http"
import { connect } from "node:net"
import { isSocket } from "#engine/artifacts/disk-read"
import { removeTree } from "#engine/artifacts/disk-write"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isLocalHost } from "./access"
import { type FileServer, refuseRequest } from "./files"
import type { Tabs } from "./tabs"

/** Where the server listens: a port of the loopback address (0: any that is free), or a socket in the file system. */
export type Place = { readonly port: number } | { readonly socket: string }

const LOOPBACK = "127.0.0.1"

/** A server that answers GET and HEAD by `files`, and upgrades by `tabs`; not listening yet. */
export function createFileServer(files: FileServer, tabs: Tabs): Server {
  const server = createServer((request, response) => {
    const isReading = request.method === "GET" || request.method === "HEAD"
    if (!isLocalHost(request.headers.host)) refuseRequest(response, 421)
    else if (!isReading) refuseRequest(response, 405, { allow: "GET, HEAD" })
    else files(request, response)
  })
  server.on("upgrade", (request, socket, head) => tabs.upgrade(request, socket, head))
  return server
}

/** Starts listening. Gives the port, or null for a socket. Fails with `shell.notListening`. */
export async function listen(server: Server, place: Place): Promise<Result<number | null>> {
  if ("port" in place) return listenOnce(server, place)
  if (isSocket(place.socket) && !(await isAnswered(place.socket))) removeTree(place.socket)
  return listenOnce(server, place)
}

async function listenOnce(server: Server, place: Place): Promise<Result<number | null>> {
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once("error", resolve)
    const done = () => {
      server.off("error", resolve)
      resolve(undefined)
    }
    if ("port" in place) server.listen(place.port, LOOPBACK, done)
    else listenPrivately(server, place.socket, done)
  })
  if (failure !== undefined) return failed(notListening(place, failure))
  const address = server.address()
  return ok(typeof address === "object" ? (address?.port ?? null) : null)
}

/** The socket is made by `listen` itself, at once, with what the mask leaves: reading and writing by its owner. */
function listenPrivately(server: Server, path: string, done: () => void): void {
  const mask = process.umask(0o177)
  try {
    server.listen(path, done)
  } finally {
    process.umask(mask)
  }
}

/** Whether a program answers on a socket that is there; one that was killed leaves its socket behind. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path)
    probe.once("connect", () => {
      probe.destroy()
      resolve(true)
    })
    probe.once("error", () => resolve(false))
  })
}

function notListening(place: Place, error: NodeJS.ErrnoException) {
  const isPort = "port" in place
  const isTaken = error.code === "EADDRINUSE"
  return problem("shell.notListening", {
    what: isPort ? "The port can't be listened on." : "The socket can't be listened on.",
    where: isPort ? `${LOOPBACK}:${place.port}` : place.socket,
    seen: isTaken ? "something is there already" : (error.code ?? error.message),
    remedy: isPort
      ? "name another port, or none for one that is free"
      : "name a path in a folder of your own",
  })
}
