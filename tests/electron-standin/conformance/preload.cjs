const { contextBridge, ipcRenderer } = require("electron")
const tryReq = (m) => {
  try {
    require(m)
    return "ok"
  } catch (e) {
    return e.message
  }
}
class K {
  constructor() {
    this.a = 1
  }
  m() {}
}
let saved = null
contextBridge.exposeInMainWorld("t", {
  reqs: {
    fs: tryReq("fs"),
    path: tryReq("node:path"),
    local: tryReq("./x"),
    events: tryReq("events"),
    url: tryReq("node:url"),
    timers: tryReq("timers"),
  },
  echo: (v) => ipcRenderer.invoke("echo", v),
  kinds: (v) => ipcRenderer.invoke("kinds", v),
  boom: () => ipcRenderer.invoke("boom"),
  none: () => ipcRenderer.invoke("none"),
  retFn: () => ipcRenderer.invoke("ret-fn"),
  sender: () => ipcRenderer.invoke("sender"),
  sendFn: () => {
    try {
      ipcRenderer.send("x", () => 1)
      return "sent"
    } catch (e) {
      return e.message
    }
  },
  klass: () => new K(),
  sync: (a, b) => a + b,
  cb: (f) => f(2) + 1,
  later: async (f) => (await f(20)) * 2,
  fail: () => {
    const e = new TypeError("bad")
    e.code = "E1"
    throw e
  },
  rejects: async () => {
    throw new Error("rej")
  },
  mutate: (o) => {
    o.x = 9
    saved = o
    return o === saved
  },
  sym: { [Symbol("s")]: 1, plain: 1 },
  nested: { deep: { f: () => ({ u: new Uint8Array([7]), d: new Date(5), m: new Map([[1, 2]]) }) } },
  takesPort: (p) => typeof p,
  arr: [1, 2],
  twice: () => {
    try {
      contextBridge.exposeInMainWorld("t", {})
      return "ok"
    } catch (e) {
      return e.message
    }
  },
  world: () => [typeof window.pageVar, typeof process, process.sandboxed, typeof __dirname],
  port: (msg) =>
    new Promise((res) => {
      const { port1, port2 } = new MessageChannel()
      ipcRenderer.postMessage("port-in", msg, [port2])
      port1.onmessage = (e) => {
        res(e.data)
        port1.close()
      }
      port1.postMessage(new Uint8Array([1, 2, 3]))
    }),
  nested2: () =>
    new Promise((res) => {
      const a = new MessageChannel(),
        b = new MessageChannel()
      b.port1.onmessage = (e) => res(e.data)
      ipcRenderer.postMessage("port-in", 0, [a.port2])
      a.port1.postMessage("x", [b.port2])
    }),
  give: () => ipcRenderer.once("give", (e, m) => window.postMessage({ give: m }, "*", e.ports)),
})
