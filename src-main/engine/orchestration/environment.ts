import { arch, platform, release } from "node:os"

/** The commit that the program was built from, put in by the build; absent where the sources run as they are. */
declare const __NESTFOLIO_COMMIT__: string | undefined

/** What the program is and runs on: differences here are reported beside differences of a replay (design 5.8). */
export function programEnvironment(): Readonly<Record<string, string>> {
  return {
    git: typeof __NESTFOLIO_COMMIT__ === "string" ? __NESTFOLIO_COMMIT__ : "unknown",
    node: process.versions.node,
    v8: process.versions.v8 ?? "",
    platform: `${platform()} ${arch()}`,
    kernel: release(),
  }
}
