import { expect, test } from "./fixture"

test("the profiles of the workspace are listed", async ({ page }) => {
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
})

test("nothing of the page is refused by its own policy", async ({ page }) => {
  const refused: string[] = []
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
  })
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
  await page.reload()
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
  expect(refused).toEqual([])
})

test("a page elsewhere can't be reached from the window", async ({ page }) => {
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
  const outcome = await page.evaluate(() =>
    fetch("https://example.com/").then(
      () => "reached",
      () => "refused",
    ),
  )
  expect(outcome).toBe("refused")
})
