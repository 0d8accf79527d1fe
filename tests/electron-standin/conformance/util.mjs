process.parentPort.on("message", (e) => {
  if (e.data === "early") {
    console.log("hello from util")
    process.parentPort.postMessage({
      argv: process.argv.slice(2),
      env: process.env.ONLY,
      path: process.env.PATH ?? null,
      send: typeof process.send,
      type: process.type,
    })
  }
  if (e.data.take) {
    const p = e.ports[0]
    p.on("message", (m) =>
      p.postMessage({ map: m.data instanceof Map, u8: m.data.get(1) instanceof Uint8Array }),
    )
    p.start()
  }
  if (e.data.die) process.exit(e.data.die)
})
