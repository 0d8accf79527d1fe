import { ActionIcon, Menu, Modal } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import { type RefObject, useState } from "react"
import { useDesk } from "../../store/use-desk"
import classes from "./chart.module.css"
import { standaloneSvg, svgToPng } from "./standalone-svg"

const mostRows = 2000

/** What can be taken out of a chart: a picture, its numbers, and the numbers as a table. */
export function ChartMenu({
  title,
  svg,
  csv,
}: {
  readonly title: string
  readonly svg: RefObject<SVGSVGElement | null>
  readonly csv: () => string
}) {
  const saveFile = useDesk((state) => state.saveFile)
  const [isTable, setTable] = useState(false)
  const name = title.toLowerCase().replace(/\W+/g, "-")
  const save = (extension: string, bytes: Uint8Array) => void saveFile(`${name}.${extension}`, bytes)
  const text = (content: string) => new TextEncoder().encode(content)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon color="gray" size="sm" aria-label={`Take out ${title}`}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setTable(true)}>Show as a table</Menu.Item>
          <Menu.Item onClick={() => save("csv", text(csv()))}>Save as CSV</Menu.Item>
          <Menu.Item onClick={() => svg.current && save("svg", text(standaloneSvg(svg.current)))}>
            Save as SVG
          </Menu.Item>
          <Menu.Item
            onClick={async () => {
              if (svg.current) save("png", await svgToPng(svg.current))
            }}
          >
            Save as PNG
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isTable}
        onClose={() => setTable(false)}
        title={title}
        size="xl"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isTable && <CsvTable csv={csv()} />}
      </Modal>
    </>
  )
}

function CsvTable({ csv }: { readonly csv: string }) {
  const [head, ...rows] = csv.trimEnd().split("\n")
  return (
    <div className={classes["tableHolder"]} tabIndex={0} role="region" aria-label="Values">
      <table className={classes["table"]}>
        <thead>
          <tr>
            {head!.split(",").map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <tr key={row}>
              {row.split(",").map((cell, at) => (
                <td key={`${at} ${cell}`}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && (
        <p>
          The first {mostRows} rows; the CSV has all {rows.length}.
        </p>
      )}
    </div>
  )
}
