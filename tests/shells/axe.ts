import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "@playwright/test"

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What axe-core finds on the page by the rules of WCAG 2 A and AA, in light or dark: each with the places. */
export async function axeFindings(page: Page, colorScheme: "light" | "dark"): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
  await page.evaluate(source)
  return page.evaluate(async () => {
    const axe = Reflect.get(globalThis, "axe") as {
      run(
        options: object,
      ): Promise<{ violations: { id: string; nodes: { target: string[]; html: string }[] }[] }>
    }
    const runOnly = ["wcag2a", "wcag2aa", "wcag21aa"]
    const { violations } = await axe.run({ runOnly })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html.slice(0, 120)}`),
    )
  })
}
