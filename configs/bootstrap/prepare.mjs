import { buildWhenNeeded } from "./build.mjs"
import { installWhenNeeded } from "./dependencies.mjs"

/** Makes the checkout ready to run: packages as locked, build as the sources. Quiet when nothing is to do. */
export async function prepare() {
  await installWhenNeeded()
  await buildWhenNeeded()
}
