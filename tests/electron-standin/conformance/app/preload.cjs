/* Exposes what a spec wants to try from the page. */
const { contextBridge, ipcRenderer } = require("electron")

const required = (name) => {
  try {
    require(name)
    return "ok"
  } catch (error) {
    return error.message
  }
}
const saying = (act) => {
  try {
    return act()
  } catch (error) {
    return error.message
  }
}
class Point {
  a = 1
  m() {}
}
let kept = null

contextBridge.exposeInMainWorld("tried", {
  required: {
    fs: required("fs"),
    path: required("node:path"),
    local: required("./x"),
    events: required("events"),
    url: required("node:url"),
    timers: required("timers"),
  },
  invoke: (channel, value) => ipcRenderer.invoke(channel, value),
  sendFunction: () => saying(() => ipcRenderer.send("x", () => 1)),
  instance: () => new Point(),
  sum: (a, b) => a + b,
  callBack: (f) => f(2) + 1,
  later: async (f) => (await f(20)) * 2,
  fail: () => {
    throw Object.assign(new TypeError("bad"), { code: "E1" })
  },
  rejects: async () => {
    throw new Error("rejected")
  },
  change: (object) => {
    object.x = 9
    kept = object
    return object === kept
  },
  symbols: { [Symbol("s")]: 1, plain: 1 },
  nested: { deep: { values: () => ({ u: new Uint8Array([7]), d: new Date(5), m: new Map([[1, 2]]) }) } },
  takesPort: (port) => typeof port,
  list: [1, 2],
  exposeAgain: () => saying(() => contextBridge.exposeInMainWorld("tried", {})),
  world: () => [typeof window.pageVariable, typeof process, process.sandboxed, typeof __dirname],
  throughPort: (message) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      ipcRenderer.postMessage("port-in", message, [port2])
      port1.onmessage = ({ data }) => {
        resolve(data)
        port1.close()
      }
      port1.postMessage(new Uint8Array([1, 2, 3]))
    }),
  throughInnerPort: () =>
    new Promise((resolve) => {
      const outer = new MessageChannel()
      const inner = new MessageChannel()
      inner.port1.onmessage = ({ data }) => resolve(data)
      ipcRenderer.postMessage("port-in", 0, [outer.port2])
      outer.port1.postMessage("x", [inner.port2])
    }),
  passOn: () =>
    ipcRenderer.once("give", (event, message) => window.postMessage({ give: message }, "*", event.ports)),
})
