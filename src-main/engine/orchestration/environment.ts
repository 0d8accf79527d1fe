import { arch, platform, release } from "node:os"

/** What the program runs on: differences here are reported beside differences of a replay (design 5.8). */
export function programEnvironment(): Readonly<Record<string, string>> {
  return {
    node: process.versions.node,
    v8: process.versions.v8 ?? "",
    platform: `${platform()} ${arch()}`,
    kernel: release(),
  }
}
