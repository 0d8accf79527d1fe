"use strict"
/** printToPDF and capturePage: the same Chromium code as Electron's. */

/** Inches. */
const pageSizes = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  Letter: [8.5, 11],
  Legal: [8.5, 14],
  Tabloid: [11, 17],
}

const passedOn = [
  "landscape",
  "displayHeaderFooter",
  "printBackground",
  "scale",
  "pageRanges",
  "headerTemplate",
  "footerTemplate",
  "preferCSSPageSize",
  "generateTaggedPDF",
  "generateDocumentOutline",
]

async function printToPdf(session, options) {
  const { pageSize = "Letter", margins = {} } = options
  const [paperWidth, paperHeight] =
    typeof pageSize === "object" ? [pageSize.width, pageSize.height] : pageSizes[pageSize]
  const { data } = await session.send("Page.printToPDF", {
    ...Object.fromEntries(passedOn.map((name) => [name, options[name]])),
    paperWidth,
    paperHeight,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
  })
  return Buffer.from(data, "base64")
}

async function capturePage(session) {
  const { data } = await session.send("Page.captureScreenshot", { format: "png" })
  const png = Buffer.from(data, "base64")
  return {
    toPNG: () => png,
    isEmpty: () => false,
    getSize: () => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
  }
}

module.exports = { printToPdf, capturePage }
