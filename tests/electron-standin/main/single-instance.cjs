"use strict"
/**
 * The single-instance lock, kept by user-data folder as in Electron: a file with the first program's process id, and a
 * folder into which later programs put what they were started with. Synchronous, because the real call is.
 */
const fs = require("node:fs")
const path = require("node:path")

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** True for the first program of a folder; `onSecond(argv, workingDirectory, data)` is called for each later one. */
function acquireLock(folder, data, onSecond) {
  const lockFile = path.join(folder, "standin-lock")
  const letters = path.join(folder, "standin-second-instances")
  fs.mkdirSync(letters, { recursive: true })
  if (!takeLockFile(lockFile)) {
    const letter = path.join(letters, `${process.pid}.json`)
    fs.writeFileSync(`${letter}.part`, JSON.stringify({ argv: process.argv, cwd: process.cwd(), data }))
    fs.renameSync(`${letter}.part`, letter)
    return false
  }
  const read = () => {
    for (const name of fs.readdirSync(letters).filter((each) => each.endsWith(".json"))) {
      const letter = path.join(letters, name)
      const { argv, cwd, data: sent } = JSON.parse(fs.readFileSync(letter, "utf8"))
      fs.rmSync(letter)
      onSecond(argv, cwd, sent)
    }
  }
  fs.watch(letters, { persistent: false }, () => setImmediate(read))
  process.on("exit", () => fs.rmSync(lockFile, { force: true }))
  return true
}

function takeLockFile(lockFile) {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: "wx" })
    return true
  } catch {
    if (isAlive(Number(fs.readFileSync(lockFile, "utf8")))) return false
    fs.rmSync(lockFile, { force: true })
    return takeLockFile(lockFile)
  }
}

module.exports = { acquireLock }
