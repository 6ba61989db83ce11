import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { type BookingState, readOrderRental } from "../lib/rental-api"
import { formatDay } from "../lib/format-day"

const COLOURS: Record<BookingState, "green" | "blue" | "orange" | "grey" | "red"> = {
  held: "orange",
  reserved: "blue",
  out: "green",
  returned: "grey",
  expired: "red",
  cancelled: "red",
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
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">Rental</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {formatDay(rental.start_date)} to {formatDay(rental.end_date)} ·{" "}
          {rental.days === 1 ? "1 day" : `${rental.days} days`}
        </Text>
      </div>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>Item</Table.HeaderCell>
            <Table.HeaderCell className="text-right">Units</Table.HeaderCell>
            <Table.HeaderCell>Busy</Table.HeaderCell>
            <Table.HeaderCell>State</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rental.lines.map((line) => {
            const parts = line.bookings.filter((b) => b.variant_id !== line.variant_id)
            return (
              <Table.Row key={line.line_item_id ?? line.variant_id}>
                <Table.Cell className="py-2">
                  {line.title}
                  {parts.map((part) => (
                    <Text key={part.title} size="xsmall" className="text-ui-fg-subtle">
                      {part.quantity} × {part.title}
                    </Text>
                  ))}
                </Table.Cell>
                <Table.Cell className="text-right">{line.quantity}</Table.Cell>
                <Table.Cell>
                  {formatDay(earliest(line.bookings.map((b) => b.occupied_from)))} to{" "}
                  {formatDay(latest(line.bookings.map((b) => b.occupied_to)))}
                </Table.Cell>
                <Table.Cell>
                  <StatusBadge color={COLOURS[line.state]}>{line.state}</StatusBadge>
                </Table.Cell>
              </Table.Row>
            )
          })}
        </Table.Body>
      </Table>
    </Container>
  )
}

const earliest = (days: string[]) => [...days].sort()[0] ?? ""

const latest = (days: string[]) => [...days].sort().at(-1) ?? ""

export const config = defineWidgetConfig({ zone: "order.details.before" })

export default OrderRentalWidget
