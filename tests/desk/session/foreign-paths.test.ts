import { describe, expect, it } from "vitest"
import { problem } from "#shared/problem/problem"
import { type KnownPaths, withoutForeignPaths } from "#main/desk/session/foreign-paths"

const known: KnownPaths = { folders: ["/data/my ws"], typed: ["/typed/by a person"] }

const shown = (seen: string) =>
  withoutForeignPaths(problem("file.unreadable", { what: "x", where: "y", seen, remedy: "z" }), known).seen

describe("A problem that is told to a window", () => {
  it.each([
    ["/etc/passwd", "…/passwd"],
    ["open '/home/ann/.config/nestfolio/recent.json': denied", "open '…/recent.json': denied"],
    ["at run (/opt/nestfolio/out/engine/worker.js:12:3)", "at run (…/worker.js:12:3)"],
    ["at file:///opt/nestfolio/out/worker.js:1", "at …/worker.js:1"],
    ["C:\\Users\\ann\\app\\main.js", "…/main.js"],
    ["D:/nestfolio/main.js", "…/main.js"],
    ["\\\\server\\share\\file.txt", "…/file.txt"],
    ["/data/my ws-other/secret.txt", "…/my ws-other/secret.txt"],
    ["/data/my ws/a.json and /data/other/b.json", "/data/my ws/a.json and …/b.json"],
    ["/typed/by a person/hidden.txt", "…/by a person/hidden.txt"],
  ])("shows %j as %j", (seen, expected) => {
    expect(shown(seen)).toBe(expected)
  })

  it.each([
    "/data/my ws",
    "/data/my ws/configs/manifest.json:3:7",
    "no folder at /typed/by a person",
    "42 / 43 windows",
    "hrp / meta/sleeve",
    "configs/manifest.json:12:7 profiles.m.sleeves[0]",
    "https://nestfolio.example/help/a",
    "$.risk_profiles[0].figures",
    "a/b and/or c",
    "4 sleeves: 4 x 5 % = 20 %",
  ])("leaves %j as it is", (seen) => {
    expect(shown(seen)).toBe(seen)
  })
})
