/** What the admin calls answer; amounts in major units, days as YYYY-MM-DD. */
export interface OrderRental {
  start_date: string
  end_date: string
  days: number
  lines: OrderRentalLine[]
}

export interface OrderRentalLine {
  line_item_id: string | null
  variant_id: string
  title: string
  quantity: number
  state: BookingState
  bookings: {
    variant_id: string | null
    title: string
    quantity: number
    occupied_from: string
    occupied_to: string
    state: BookingState
  }[]
}

export type BookingState =
  | "draft"
  | "held"
  | "reserved"
  | "prepared"
  | "out"
  | "returned"
  | "checked"
  | "lost"
  | "expired"
  | "cancelled"
  | "no_show"

/** Units of a place, from a day on; from the beginning without one. */
export interface FleetStep {
  location_id: string
  quantity: number
  effective_from?: string
}

export interface RentalItem {
  variant_id: string
  product_id: string
  /** 1440 when rented by the day, else the minutes it is rented by. */
  slot_minutes: number
  turnaround_before: number
  turnaround_after: number
  replacement_value: number | null
  currency_code: string | null
  rate_card: string
  storage_place: string | null
  is_package: boolean
  components: { variant_id: string; title: string; quantity: number }[]
  fleet: FleetStep[]
}

export interface RentalItemChange {
  variant_id: string
  product_id: string
  slot_minutes?: number
  turnaround_before: number
  turnaround_after: number
  replacement_value: number | null
  fleet?: FleetStep[]
}

export interface CalendarDay {
  date: string
  available: number
  capacity: number
  can_start: boolean
  can_end: boolean
}

/** A refusal of the server, with its code and the field it is about. */
export class ApiError extends Error {
  readonly field: string | undefined
  readonly code: string | undefined

  constructor(message: string, field?: string, code?: string) {
    super(message)
    this.field = field
    this.code = code
  }
}

export const readOrderRental = async (orderId: string): Promise<OrderRental | null> =>
  (await call<{ rental: OrderRental | null }>(`/admin/rental/orders/${orderId}`)).rental

export const readRentalItems = async (productId: string): Promise<RentalItem[]> =>
  (
    await call<{ items: RentalItem[] }>(
      `/admin/rental/items?product_id=${encodeURIComponent(productId)}`
    )
  ).items

/** @param reason lets the fleet become smaller than what is booked, on the record */
export const saveRentalItem = async (
  item: RentalItemChange,
  reason?: string
): Promise<void> => {
  await call("/admin/rental/items", {
    items: [item],
    ...(reason === undefined ? {} : { overbook: { reason } }),
  })
}

/** Today where the shop is, which may be another day than here, or than in UTC. */
export const readToday = async (): Promise<string> =>
  (await call<{ today: string }>("/admin/rental/rules")).today

export const readCalendar = async (
  variantId: string,
  from: string,
  to: string
): Promise<CalendarDay[]> => {
  const query = new URLSearchParams({ variant_id: variantId, from, to })
  return (await call<{ days: CalendarDay[] }>(`/admin/rental/calendar?${query}`)).days
}

export interface ProductVariant {
  id: string
  title: string | null
  sku: string | null
  prices?: { amount: number; currency_code: string }[]
}

export const readVariants = async (productId: string): Promise<ProductVariant[]> =>
  (
    await call<{ variants: ProductVariant[] }>(
      `/admin/products/${productId}/variants?fields=id,title,sku,prices.amount,` +
        "prices.currency_code&order=variant_rank&limit=200"
    )
  ).variants

export const readLocations = async (): Promise<{ id: string; name: string }[]> =>
  (
    await call<{ stock_locations: { id: string; name: string }[] }>(
      "/admin/stock-locations?fields=id,name&limit=100"
    )
  ).stock_locations

const call = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await fetch(path, {
    method: body === undefined ? "GET" : "POST",
    credentials: "include",
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = (await response.json().catch(() => ({}))) as {
    message?: string
    field?: string
    code?: string
  }
  if (!response.ok) {
    throw new ApiError(
      answer.message ?? `The server answered ${response.status}`,
      answer.field,
      answer.code
    )
  }
  return answer as T
}
