/**
 * Makes the program's icons from nestfolio.svg: PNGs for Linux, an .ico for Windows, an .icns for macOS. Needs a
 * Chromium (CHROMIUM, else /usr/bin/chromium): `node configs/icons/make-icons.mjs`. Run it when the drawing changes.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { chromium } from "@playwright/test"

const folder = import.meta.dirname
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const pictures = await draw(readFileSync(join(folder, "nestfolio.svg"), "utf8"))
mkdirSync(join(folder, "png"), { recursive: true })
for (const size of sizes.filter((each) => each <= 512)) {
  writeFileSync(join(folder, "png", `${size}x${size}.png`), pictures.get(size))
}
writeFileSync(join(folder, "icon.ico"), ico([16, 24, 32, 48, 64, 128, 256]))
writeFileSync(join(folder, "icon.icns"), icns())

async function draw(svg) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium"
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  const page = await browser.newPage()
  const drawn = new Map()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return drawn
}

/** A directory of pictures, then the pictures as PNG, which Windows reads since Vista. */
function ico(entries) {
  const head = Buffer.alloc(6 + 16 * entries.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(entries.length, 4)
  let offset = head.length
  for (const [index, size] of entries.entries()) {
    const at = 6 + 16 * index
    // 0 stands for 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(pictures.get(size).length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += pictures.get(size).length
  }
  return Buffer.concat([head, ...entries.map((size) => pictures.get(size))])
}

/** Apple's types for PNGs of each size; the second of a pair is for screens of double density. */
function icns() {
  const types = [
    ["icp4", 16],
    ["icp5", 32],
    ["ic07", 128],
    ["ic08", 256],
    ["ic09", 512],
    ["ic10", 1024],
    ["ic11", 32],
    ["ic12", 64],
    ["ic13", 256],
    ["ic14", 512],
  ]
  const chunks = types.map(([type, size]) => chunk(type, pictures.get(size)))
  return chunk("icns", Buffer.concat(chunks))
}

function chunk(type, bytes) {
  const head = Buffer.alloc(8)
  head.write(type, "latin1")
  head.writeUInt32BE(bytes.length + 8, 4)
  return Buffer.concat([head, bytes])
}
