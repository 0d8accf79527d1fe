/**
 * Writes this folder's files: the Zstandard command line compresses the pages (`--no-check`, as polars and pyarrow do),
 * hyparquet-writer and apache-arrow lay them out.
 */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { CompressionType, compressionRegistry, tableFromArrays, tableToIPC } from "apache-arrow"
import { parquetWriteBuffer } from "hyparquet-writer"

const here = (name) => new URL(name, import.meta.url)

function zstd(bytes, ...options) {
  const { status, stdout } = spawnSync("zstd", ["-c", "--no-check", ...options], {
    input: bytes,
    maxBuffer: 2 ** 26,
  })
  if (status !== 0) throw new Error("zstd failed")
  return new Uint8Array(stdout)
}

/** Every seventh is missing; the rest repeat often enough to be found again, and not so often as to be one run. */
const returns = Array.from({ length: 3000 }, (_, i) =>
  i % 7 === 3 ? null : ((i * i * 31) % 2003) / 1e5 - 0.01,
)
const dates = returns.map((_, i) => new Date(Date.UTC(2016, 0, 1 + i)))
const still = returns.map(() => 0)

function parquet(level) {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "date", data: dates },
        { name: "ret", data: returns, type: "DOUBLE", encoding: "PLAIN" },
        { name: "still", data: Float64Array.from(still), encoding: "PLAIN" },
      ],
      codec: "ZSTD",
      compressors: { ZSTD: (bytes) => zstd(bytes, level, `--stream-size=${bytes.length}`) },
      rowGroupSize: 2000,
      statistics: false,
    }),
  )
}

writeFileSync(here("level-3.parquet"), parquet("-3"))
writeFileSync(here("level-19.parquet"), parquet("-19"))

compressionRegistry.set(CompressionType.ZSTD, { encode: (bytes) => zstd(bytes), decode: (bytes) => bytes })
const table = tableFromArrays({
  date: dates,
  ret: Float64Array.from(returns, (value) => value ?? Number.NaN),
})
writeFileSync(here("file.arrow"), tableToIPC(table, "file", CompressionType.ZSTD))

// A frame with a checksum, of a size that it does not say: three blocks.
writeFileSync(
  here("checked.zst"),
  spawnSync("zstd", ["-c", "-1"], { input: text(), maxBuffer: 2 ** 26 }).stdout,
)

function text() {
  let lines = ""
  for (let i = 0; lines.length < 300_000; i++) lines += `line ${(i * i) % 10007}\n`
  return lines
}
