import { expect, test, type Page } from "@playwright/test"
import { boardPictures, dayAhead, openShop, pinterestUrl } from "./shop"

const shop = openShop()
const BOARD = "two-styles"

/** Each run books its own days, so that no run stands in another's way. */
let nextStart = 20 + Math.floor(Math.random() * 300)

test("dates, a board's pictures, five items, checkout, and the order in the admin", async ({
  page,
}) => {
  const dates = await chooseDates(page)

  await page.goto(`${shop.storefront_url}/vibe`)
  await page.getByTestId("board-pictures").setInputFiles(boardPictures(BOARD))
  await page.getByRole("button", { name: "Match my board" }).click()

  await walkFromBoardToAdmin(page, dates)
})

test("the same from a Pinterest link", async ({ page }) => {
  const dates = await chooseDates(page)

  await page.goto(`${shop.storefront_url}/vibe`)
  await page
    .getByLabel("Pinterest link or shared text")
    .fill(`Look at this board: https://www.pinterest.com/gather/${BOARD}/`)
  await page.getByRole("button", { name: "Match my board" }).click()

  expect(pinterestUrl()).toContain("127.0.0.1")
  await walkFromBoardToAdmin(page, dates)
})

type Dates = { start: string; end: string }

async function chooseDates(page: Page): Promise<Dates> {
  const start = dayAhead(nextStart)
  const end = dayAhead(nextStart + 2)
  nextStart += 5
  await page.goto(shop.storefront_url)
  await page.getByRole("banner").getByText("Choose your dates").click()
  await page.getByLabel("First day").fill(start)
  await page.getByLabel("Last day").fill(end)
  await page.getByRole("button", { name: "Use these dates" }).click()
  await expect(page.getByTestId("chosen-dates").first()).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`start=${start}`))
  return { start, end }
}

async function walkFromBoardToAdmin(page: Page, dates: Dates): Promise<void> {
  await expect(
    page.getByRole("heading", { level: 1, name: "2 moods in one board" })
  ).toBeVisible({
    timeout: 90_000,
  })
  const themes = page.getByTestId("theme")
  await expect(themes).toHaveCount(2)
  for (const index of [0, 1]) {
    await expect(themes.nth(index).getByTestId("match").first()).toBeVisible()
  }
  await expectNoSidewaysScroll(page)

  const titles = await addFive(page)

  await page.goto(`${shop.storefront_url}/event`)
  await expect(page.getByTestId("event-line")).toHaveCount(titles.size)
  await expect(page.getByText(/Held for you until/).first()).toBeVisible()
  const line = page.getByTestId("event-line").first()
  await line.getByRole("textbox", { name: /Quantity of/ }).fill("2")
  await line.getByRole("textbox", { name: /Quantity of/ }).press("Enter")
  await expect(line.getByRole("textbox", { name: /Quantity of/ })).toHaveValue("2")
  await expectNoSidewaysScroll(page)

  await page.getByRole("link", { name: "Go to checkout" }).click()
  await fillCheckout(page)
  await page.getByRole("button", { name: "Place order" }).click()

  await expect(
    page.getByRole("heading", { level: 1, name: "It is yours, Ada" })
  ).toBeVisible()
  const number = (await page.getByTestId("order-number").innerText()).replace(/\D/g, "")
  await expect(page.getByTestId("order-line")).toHaveCount(titles.size)
  await expectNoSidewaysScroll(page)
  const orderId = /orders\/([^/]+)\/confirmed/.exec(page.url())?.[1] ?? ""

  await expectOrderInAdmin(page, orderId, number, dates, titles)
}

/** Adds five different items, from both themes; returns their titles. */
async function addFive(page: Page): Promise<Set<string>> {
  const added = new Set<string>()
  for (const theme of await page.getByTestId("theme").all()) {
    for (const match of await theme.getByTestId("match").all()) {
      const title = (await match.getByRole("heading").innerText()).trim()
      const button = match.getByRole("button", { name: /^Add .* to event$/ })
      if (added.has(title) || added.size === 5 || !(await button.count())) {
        continue
      }
      await button.click()
      added.add(title)
      await expect(page.getByTestId("event-count").first()).toHaveText(String(added.size))
      if (added.size === 3) {
        break
      }
    }
  }
  expect(added.size).toBe(5)
  return added
}

async function fillCheckout(page: Page): Promise<void> {
  await page.getByLabel("Email").fill("ada@example.com")
  await page.getByLabel("First name").fill("Ada")
  await page.getByLabel("Last name").fill("Reyes")
  await page.getByLabel("Phone").fill("555 010 0199")
  await page.getByLabel("Street address").fill("5 Mill Lane")
  await page.getByLabel("City").fill("Hudson")
  await page.getByLabel("State").fill("NY")
  await page.getByLabel("ZIP code").fill("12534")
  await page.getByRole("radio", { name: /Delivery and collection/ }).check()
}

async function expectOrderInAdmin(
  page: Page,
  orderId: string,
  number: string,
  dates: Dates,
  titles: Set<string>
): Promise<void> {
  await signIn(page)
  await page.goto(`${shop.medusa_url}/app/orders/${orderId}`)
  await expect(page.getByRole("heading", { name: `#${number}` })).toBeVisible({
    timeout: 60_000,
  })

  const rental = page.getByTestId("rental-order")
  await expect(rental).toBeVisible()
  for (const day of [dates.start, dates.end]) {
    await expect(rental.locator(`time[datetime="${day}"]`)).toBeVisible()
  }
  await expect(rental.getByTestId("rental-line")).toHaveCount(titles.size)
  await expect(rental.getByText("Reserved").first()).toBeVisible()
}

/** Each test has a browser of its own, in which nobody is signed in yet. */
async function signIn(page: Page): Promise<void> {
  await page.goto(`${shop.medusa_url}/app/login`)
  await expect(page.getByPlaceholder("Email")).toBeVisible({ timeout: 60_000 })
  await page.getByPlaceholder("Email").fill(shop.admin.email)
  await page.getByPlaceholder("Password").fill(shop.admin.password)
  await page.getByRole("button", { name: /continue/i }).click()
  await expect(page).not.toHaveURL(/login/, { timeout: 60_000 })
}

/** The page is as wide as the screen: nothing sticks out. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(content).toBeLessThanOrEqual(screen ?? 0)
}
