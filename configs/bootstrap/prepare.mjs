import { buildWhenNeeded } from "./build.mjs"
import { installWhenNeeded } from "./dependencies.mjs"

/** Makes the checkout ready to run these bundles: packages as locked, build as the sources. Quiet when nothing is to do. */
export async function prepare(names) {
  await installWhenNeeded()
  await buildWhenNeeded(names)
}

/** The bundles that a call of the command line needs. */
export function bundlesForCommand(args) {
  return args.includes("serve") ? ["cli", "engine", "renderer"] : ["cli"]
}
