import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { type DayOfGoods } from "../../modules/rental/ledger/goods-of-day"
import { day } from "../../modules/rental/papers/amounts"
import { type DailyGoods } from "../../modules/rental/papers/layouts/daily-pick-list"
import { renderPaper } from "../../modules/rental/papers/render-paper"
import type RentalModuleService from "../../modules/rental/service"
import { readPickList, type PickListItem } from "../rental-view/pick-list"
import { readPlaces } from "./goods-of-paper"
import { fillText, readPaperSettings } from "./paper-frame"
import { type PrintedPaper } from "./print-order-paper"

/** Prints what leaves on a day and has not left yet, in the order of the shelves. */
export async function printDailyPickList(
  container: MedusaContainer,
  asked: DayOfGoods
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [{ shop, look, texts }, list] = await Promise.all([
    readPaperSettings(container),
    readPickList(container, asked),
  ])
  const items = list.items.map(onlyWhatIsHere).filter((item) => item.orders.length)
  const places = await readPlaces(container, [
    ...new Set(
      [...items.map((item) => item.location_id), asked.location_id ?? []].flat()
    ),
  ])
  const start = day(look, asked.day)
  const facts: [string, string][] = [[look.words.leaves, start]]
  const place = asked.location_id && places.get(asked.location_id)
  const text = fillText(texts["daily-pick-list"], {
    ...{ shop: shop.name, start },
    ...{ order: "", customer: "", end: "", days: "" },
  })
  const bytes = await renderPaper(
    "daily-pick-list",
    {
      ...{ shop, look, text },
      number: asked.day,
      made_at: `${asked.day}T00:00:00.000Z`,
      facts: place ? [...facts, [look.words.location, place]] : facts,
      goods: items.map((item) => dailyGoods(item, places)),
    },
    rental.options.papers
  )
  return { bytes, filename: `pick-list-${asked.day}.pdf` }
}

function onlyWhatIsHere(item: PickListItem): PickListItem {
  const orders = item.orders.filter(
    ({ state }) => state === "reserved" || state === "prepared"
  )
  const quantity = orders.reduce((sum, order) => sum + order.quantity, 0)
  return { ...item, orders, quantity }
}

/** @param places by id; named only where there are several */
function dailyGoods(item: PickListItem, places: ReadonlyMap<string, string>): DailyGoods {
  const { title, quantity, prepared, storage_place } = item
  return {
    ...{ title, quantity, prepared },
    place: storage_place,
    location: places.size > 1 ? (places.get(item.location_id) ?? null) : null,
    orders: item.orders.map((order) => ({
      number: String(order.display_id ?? order.order_id),
      quantity: order.quantity,
      part_of: order.part_of?.title ?? null,
      time: order.time,
      serials: order.serials,
    })),
  }
}
