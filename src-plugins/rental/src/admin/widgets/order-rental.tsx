import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { type BookingState, readOrderRental } from "../lib/rental-api"
import { formatDay } from "../lib/format-day"

const COLOURS: Record<BookingState, "green" | "blue" | "orange" | "grey" | "red"> = {
  draft: "grey",
  held: "orange",
  reserved: "blue",
  prepared: "blue",
  out: "green",
  returned: "grey",
  checked: "grey",
  lost: "red",
  expired: "red",
  cancelled: "red",
  no_show: "red",
}

const LABELS: Record<BookingState, string> = {
  draft: "Draft",
  held: "Held",
  reserved: "Reserved",
  prepared: "Prepared",
  out: "Out",
  returned: "Returned",
  checked: "Checked",
  lost: "Lost",
  expired: "Expired",
  cancelled: "Cancelled",
  no_show: "Not fetched",
}

const OrderRentalWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data: rental, error } = useQuery({
    queryKey: ["rental", "order", order.id],
    queryFn: () => readOrderRental(order.id),
  })
  if (error) {
    return (
      <Container>
        <Heading level="h2">Rental</Heading>
        <Text size="small" className="text-ui-fg-error">
          {error.message}
        </Text>
      </Container>
    )
  }
  if (!rental) {
    return null
  }
  return (
    <Container className="divide-y p-0" data-testid="rental-order">
      <div className="px-6 py-4">
        <Heading level="h2">Rental</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          <time dateTime={rental.start_date}>{formatDay(rental.start_date)}</time> to{" "}
          <time dateTime={rental.end_date}>{formatDay(rental.end_date)}</time> ·{" "}
          {rental.days === 1 ? "1 day" : `${rental.days} days`}
        </Text>
      </div>
      <ul className="divide-y">
        {rental.lines.map((line) => {
          const parts = line.bookings.filter((b) => b.variant_id !== line.variant_id)
          return (
            <li
              key={line.line_item_id ?? line.variant_id}
              data-testid="rental-line"
              className="flex items-start justify-between gap-x-3 px-6 py-3"
            >
              <div>
                <Text size="small" weight="plus">
                  {line.quantity} × {line.title}
                </Text>
                {parts.map((part) => (
                  <Text key={part.title} size="xsmall" className="text-ui-fg-subtle">
                    {part.quantity} × {part.title}
                  </Text>
                ))}
                <Text size="xsmall" className="text-ui-fg-muted">
                  Busy {formatDay(earliest(line.bookings.map((b) => b.occupied_from)))} to{" "}
                  {formatDay(latest(line.bookings.map((b) => b.occupied_to)))}
                </Text>
              </div>
              <StatusBadge color={COLOURS[line.state]}>{LABELS[line.state]}</StatusBadge>
            </li>
          )
        })}
      </ul>
    </Container>
  )
}

const earliest = (days: string[]) => [...days].sort()[0] ?? ""

const latest = (days: string[]) => [...days].sort().at(-1) ?? ""

/* Beside the order: Medusa puts widgets of the main column below everything else in it. */
export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default OrderRentalWidget
