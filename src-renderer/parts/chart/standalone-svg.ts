/** Properties that a picture needs to look the same outside of the page. */
const kept = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "fill-opacity",
  "font",
  "text-anchor",
]

/** A chart's SVG with its looks written into it, so that the file stands alone. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg")
  const originals = svg.querySelectorAll("*")
  for (const [index, element] of copy.querySelectorAll("*").entries()) {
    const style = getComputedStyle(originals[index]!)
    for (const property of kept) {
      const value = style.getPropertyValue(property)
      if (value !== "") (element as SVGElement).style.setProperty(property, value)
    }
    element.removeAttribute("class")
  }
  copy.style.setProperty("background", getComputedStyle(document.body).backgroundColor)
  return new XMLSerializer().serializeToString(copy)
}

/** The chart as the bytes of a PNG, at twice its size on the screen. */
export async function svgToPng(svg: SVGSVGElement): Promise<Uint8Array> {
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standaloneSvg(svg))}`
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = svg.clientWidth * 2
  canvas.height = svg.clientHeight * 2
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"))
  return new Uint8Array(await blob!.arrayBuffer())
}
