// Closes its line and stays.
setInterval(() => {}, 1000)
process.on("message", () => {})
setTimeout(() => process.disconnect(), 50)
