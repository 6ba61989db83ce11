import { order as copy, shop } from "@/copy/en"
import { formatDay } from "@/lib/dates/format"
import { todayIn } from "@/lib/dates/local-date"
import { calendarFile } from "@/lib/orders/calendar-file"
import { placedOrder } from "@/lib/orders/order"
import { shopTimeZone, storefrontUrl } from "@/lib/shop/config"

/** The order's days as a file for the customer's calendar. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/orders/[id]/calendar.ics">
): Promise<Response> {
  const { id } = await params
  const order = await placedOrder(id)
  if (!order) {
    return new Response(null, { status: 404 })
  }
  const last = formatDay(order.period.end, todayIn(shopTimeZone()).slice(0, 4))
  const items = order.lines.map((line) => `${line.quantity} × ${line.title}`)
  const file = calendarFile({
    uid: `${order.id}@${new URL(storefrontUrl()).hostname}`,
    period: order.period,
    title: copy.calendarTitle(shop.name),
    description: [copy.calendarNote(order.number, last), ...items].join("\n"),
    location: order.address.slice(1).join(", "),
    url: `${storefrontUrl()}/orders/${order.id}/confirmed`,
    madeAt: new Date(),
  })
  return new Response(file, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="${shop.name.toLowerCase()}-${order.number}.ics"`,
      "cache-control": "private, no-store",
    },
  })
}
