process.parentPort.on("message", ({ data, ports: [port] }) => {
  if (data === "early") {
    console.log("hello from the child")
    process.parentPort.postMessage({
      argv: process.argv.slice(2),
      only: process.env.ONLY,
      path: process.env.PATH ?? null,
      send: typeof process.send,
      type: process.type,
    })
  }
  if (data.take) {
    port.on("message", ({ data: sent }) =>
      port.postMessage({ isMap: sent instanceof Map, isBytes: sent.get(1) instanceof Uint8Array }),
    )
    port.start()
  }
  if (data.exitCode) process.exit(data.exitCode)
})
