// Loaded into an engine process beside its own code: uses the network when it is told to.
const net = require("node:net")

process.on("message", (message) => {
  if (message.t !== "probe") return
  try {
    net.connect(9)
    process.send({ t: "probed", seen: "connected" })
  } catch (error) {
    process.send({ t: "probed", seen: error.message })
  }
})
