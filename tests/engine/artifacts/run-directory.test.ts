import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  statSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { openRunDirectory, type RunDirectory } from "#engine/artifacts/run-directory"
import type { ArtifactEntry } from "#shared/model/artifact"
import { ok } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"

let path: string
let directory: RunDirectory

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "nestfolio-dir-"))
  directory = openRunDirectory({ id: "r" as RunId, path, relativePath: "runs/r" }, [], () => ok(undefined))
})

afterEach(() => rmSync(path, { recursive: true, force: true }))

const bytes = new TextEncoder().encode("abc")
// FIPS 180-2, appendix B.1.
const sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

const put = (at: string) =>
  directory.put({
    kind: "meta_health",
    metaProfile: "m",
    riskProfile: "hrp",
    bytes,
    rows: null,
    stage: "meta.returns",
    path: at,
  })

describe("a run directory", () => {
  it("names an artifact after its kind, meta profile and risk profile", () => {
    const place = { kind: "meta_returns", metaProfile: "my meta/β", riskProfile: "hrp" } as const
    const entry = directory.put({ ...place, bytes, rows: 3, stage: "meta.returns" })
    expect(entry).toEqual({
      ok: true,
      value: {
        kind: "meta_returns",
        meta_profile: "my meta/β",
        risk_profile: "hrp",
        path: "data/meta_returns_my%20meta%2F%CE%B2_hrp.parquet",
        sha256: sha256OfAbc,
        bytes: 3,
        rows: 3,
        stage: "meta.returns",
      },
    })
    expect(directory.find("meta_returns", "my meta/β", "hrp")).toEqual(entry.ok && entry.value)
    expect(directory.find("meta_returns", "my meta/β", "herc")).toBeUndefined()
  })

  it.each(["../x.json", "/tmp/x.json", "data/../../x.json", "data\\x.json", "C:x.json", "data//x.json", ""])(
    "refuses to write at %j",
    (at) => {
      expect(put(at)).toMatchObject({ ok: false, problems: [{ code: "file.pathOutside" }] })
      expect(directory.entries()).toEqual([])
    },
  )

  it("refuses to write through a folder that is a link to somewhere else", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "nestfolio-elsewhere-"))
    symlinkSync(elsewhere, join(path, "data"))
    expect(put("data/x.json")).toMatchObject({ ok: false, problems: [{ code: "file.pathOutside" }] })
    expect(readdirSync(elsewhere)).toEqual([])
    rmSync(elsewhere, { recursive: true })
  })

  it("stores equal inputs once and lists each place they came from", async () => {
    const input = { bytes, extension: "csv", stage: "meta.returns" }
    const kept = ["runs/b/x.csv", "runs/a/x.csv", "runs/b/x.csv"].map((origin) =>
      directory.keepInput({ ...input, origin }),
    )
    expect(kept.every((result) => result.ok)).toBe(true)
    expect(await directory.placeInputs()).toMatchObject({ ok: true })
    expect(readdirSync(join(path, "inputs"))).toEqual([`${sha256OfAbc}.csv`])
    expect(directory.entries().map(({ origin }) => origin)).toEqual(["runs/a/x.csv", "runs/b/x.csv"])
  })

  it("does not touch an input again that it has, and keeps the stage that read it first", async () => {
    const input = { bytes, extension: "csv", origin: "runs/a/x.csv" }
    directory.keepInput({ ...input, stage: "meta.returns" })
    const stored = join(path, "inputs", `${sha256OfAbc}.csv`)
    await directory.placeInputs()
    const before = statSync(stored).ino
    directory.keepInput({ ...input, origin: "runs/b/x.csv", stage: "meta.flatten" })
    const again = directory.keepInput({ ...input, stage: "meta.flatten" })
    await directory.placeInputs()
    expect(again).toMatchObject({ value: { stage: "meta.returns" } })
    expect(statSync(stored).ino).toBe(before)
  })

  it("gives an input its name only when it is on the disk, among the logs until then", async () => {
    directory.keepInput({ bytes, extension: "csv", origin: "runs/a/x.csv", stage: "meta.returns" })
    expect(readdirSync(join(path, "inputs"))).toEqual([])
    expect(readdirSync(join(path, "logs"))).toEqual([`${sha256OfAbc}.partial`])
    await directory.placeInputs()
    expect(readFileSync(join(path, "inputs", `${sha256OfAbc}.csv`), "utf8")).toBe("abc")
    expect(readdirSync(join(path, "logs"))).toEqual([])
  })

  it("reads an input that is still on its way to the disk", async () => {
    const kept = directory.keepInput({
      bytes,
      extension: "csv",
      origin: "runs/a/x.csv",
      stage: "meta.returns",
    })
    expect(kept.ok && directory.read(kept.value)).toEqual({ ok: true, value: Buffer.from("abc") })
    expect(await directory.placeInputs()).toEqual({ ok: true, value: undefined })
  })

  it("keeps more inputs at a time than it holds open", async () => {
    for (let i = 0; i < 150; i++) {
      const input = { bytes: new TextEncoder().encode(String(i)), extension: "csv", origin: `runs/${i}` }
      expect(directory.keepInput({ ...input, stage: "meta.returns" }).ok).toBe(true)
    }
    // 64 are on their way at most.
    expect(readdirSync(join(path, "inputs"))).toHaveLength(150 - 64)
    await directory.placeInputs()
    expect(readdirSync(join(path, "inputs"))).toHaveLength(150)
    expect(directory.entries().map((entry) => directory.read(entry).ok)).toEqual(Array(150).fill(true))
  })

  it("does not list an input that could not be put in its place", async () => {
    const input = { bytes, extension: "csv", stage: "meta.returns" }
    mkdirSync(join(path, "inputs", `${sha256OfAbc}.csv`, "in the way"), { recursive: true })
    for (const origin of ["runs/a/x.csv", "runs/b/x.csv"]) {
      expect(directory.keepInput({ ...input, origin }).ok).toBe(true)
    }
    expect(await directory.placeInputs()).toMatchObject({ problems: [{ code: "workspace.notWritable" }] })
    expect(directory.entries()).toEqual([])
    expect(readdirSync(join(path, "logs"))).toEqual([])
  })

  it("replaces an artifact that is written again", () => {
    put("data/x.json")
    expect(put("data/x.json").ok).toBe(true)
    expect(directory.entries()).toHaveLength(1)
  })

  it("gives the bytes of an artifact only while they are those that were written", () => {
    const entry = put("data/x.json")
    const value = (entry.ok ? entry.value : undefined) as ArtifactEntry
    const read = directory.read(value)
    expect(read.ok && [...read.value]).toEqual([97, 98, 99])
    writeFileSync(join(path, "data/x.json"), "abd")
    expect(directory.read(value)).toMatchObject({ problems: [{ code: "artifact.changed" }] })
    rmSync(join(path, "data/x.json"))
    expect(directory.read(value)).toMatchObject({ problems: [{ code: "artifact.missing" }] })
  })

  it("leaves the old file whole when the new one can't be written", () => {
    put("data/x.json")
    // A folder in the way of the temporary file makes the write fail for every user, root included.
    mkdirSync(join(path, "logs/artifact.partial/in the way"), { recursive: true })
    expect(put("data/x.json")).toMatchObject({ problems: [{ code: "workspace.notWritable" }] })
    expect(readFileSync(join(path, "data/x.json"), "utf8")).toBe("abc")
  })
})
