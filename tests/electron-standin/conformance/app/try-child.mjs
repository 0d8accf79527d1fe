import { MessageChannelMain, utilityProcess } from "electron"

/** Starts a child, talks to it in every way, and tells what happened. */
export async function tryChild(file) {
  const child = utilityProcess.fork(file, ["a1"], {
    stdio: "pipe",
    env: { ONLY: "me" },
    serviceName: "tried",
  })
  const printed = []
  child.stdout.on("data", (chunk) => printed.push(String(chunk)))
  // Waits until the child listens.
  child.postMessage("early")
  const first = await new Promise((resolve) => child.once("message", resolve))

  const { port1, port2 } = new MessageChannelMain()
  child.postMessage({ take: true }, [port1])
  const viaPort = await new Promise((resolve) => {
    port2.once("message", ({ data }) => resolve(data))
    port2.start()
    port2.postMessage(new Map([[1, new Uint8Array([1, 2])]]))
  })
  const rules = portRules(port1, port2)
  const closed = new Promise((resolve) => port2.once("close", () => resolve("closed")))
  const pid = typeof child.pid
  const exit = new Promise((resolve) => child.once("exit", resolve))
  child.postMessage({ exitCode: 7 })
  return {
    first,
    viaPort,
    rules,
    pid,
    code: await exit,
    port: await closed,
    printed: printed.join("").trim(),
    pidAfter: child.pid ?? null,
  }
}

/** What Electron says of each misuse of a port; "silent" where it says nothing. */
function portRules(moved, port) {
  const a = new MessageChannelMain()
  const b = new MessageChannelMain()
  let closes = 0
  b.port2.on("close", () => {
    closes += 1
  })
  const rules = {
    postToMoved: saying(() => moved.postMessage(1)),
    moveAgain: saying(() => a.port1.postMessage(0, [moved])),
    moveBuffer: saying(() => port.postMessage(1, [new ArrayBuffer(4)])),
    moveItself: saying(() => a.port1.postMessage(0, [a.port1])),
    moveTwice: saying(() => a.port1.postMessage(0, [b.port1, b.port1])),
  }
  b.port2.close()
  return { ...rules, closesOnOwnSide: closes, postToClosed: saying(() => b.port2.postMessage(1)) }
}

function saying(act) {
  try {
    act()
    return "silent"
  } catch (error) {
    return error.message
  }
}
