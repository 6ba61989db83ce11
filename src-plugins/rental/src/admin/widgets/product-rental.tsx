import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import {
  readLocations,
  readRentalItems,
  readToday,
  readVariants,
} from "../lib/rental-api"
import { VariantRental } from "../components/variant-rental"

const ProductRentalWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const items = useQuery({
    queryKey: ["rental", "items", product.id],
    queryFn: () => readRentalItems(product.id),
  })
  const variants = useQuery({
    queryKey: ["rental", "variants", product.id],
    queryFn: () => readVariants(product.id),
  })
  const locations = useQuery({
    queryKey: ["rental", "locations"],
    queryFn: readLocations,
  })
  const today = useQuery({ queryKey: ["rental", "today"], queryFn: readToday })
  const all = [items, variants, locations, today]
  const error = all.find((query) => query.error)?.error
  const waiting = all.some((query) => query.isLoading)
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <div>
          <Heading level="h2">Rental</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            A variant&apos;s price is its rate for one day.
          </Text>
        </div>
        {items.data && variants.data && (
          <Badge
            size="small"
            className="shrink-0 whitespace-nowrap"
            color={items.data.length ? "green" : "grey"}
          >
            {items.data.length
              ? `${items.data.length} of ${variants.data.length} for rent`
              : "Not for rent"}
          </Badge>
        )}
      </div>
      {error && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {error.message}
        </Text>
      )}
      {!error && waiting && (
        <Text size="small" className="text-ui-fg-muted px-6 py-4">
          Reading the fleet…
        </Text>
      )}
      {items.data &&
        locations.data &&
        today.data &&
        variants.data?.map((variant) => (
          <VariantRental
            key={variant.id}
            productId={product.id}
            variant={variant}
            item={items.data.find((item) => item.variant_id === variant.id)}
            locations={locations.data}
            today={today.data}
          />
        ))}
    </Container>
  )
}

export const config = defineWidgetConfig({ zone: "product.details.after" })

export default ProductRentalWidget
