// Starts the engine process it is told to, says its number, and stays.
const { fork } = require("node:child_process")

const [worker, role, question] = process.argv.slice(2)
const child = fork(worker, [role], {
  serialization: "advanced",
  stdio: ["ignore", "inherit", "inherit", "ipc"],
})
child.on("message", (message) => {
  if (message.t === "done" || message.t === "item") process.stdout.write(`${child.pid}\n`)
})
child.send({ t: "ask", id: 1, ...JSON.parse(question) })
setInterval(() => {}, 1000)
