import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { requiredUnits } from "../../modules/rental/packages/add-ons"
import { RENTAL_MODULE } from "../../modules/rental"
import { type AgreedCharges } from "../../modules/rental/charges/agreed-charges"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import {
  byVariant,
  unitsOfLine,
  type ItemIndex,
  type ItemRow,
} from "../../modules/rental/items/item-rows"
import {
  type BookingRow,
  type BookingState,
} from "../../modules/rental/ledger/booking-rows"
import {
  hasChoices,
  type PackageChoice,
} from "../../modules/rental/packages/package-terms"
import { spokenChoice } from "../../modules/rental/packages/read-choice"
import { periodDays, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { isWaiver } from "../carts/waiver-line"
import { agreedCharges } from "../charges/agreed-charges"
import { shownPayment, type ShownPayment } from "../payments/planned-payment"
import { describeDelivery, type RentalDelivery } from "./delivery"

/** What clients read as `cart.rental`. */
export interface CartRental {
  start_date: string
  end_date: string
  /** Days charged; both ends count. */
  days: number
  /** When the first hold runs out; null when nothing is held. */
  hold_expires_at: string | null
  /** What is chosen of delivery; null while nothing is. */
  delivery: RentalDelivery | null
  /** What is charged beside the prices; null when the shop charges nothing beside them. */
  charges: CartCharges | null
  /** What is paid with the order, and what later; null where all is paid at once. */
  payment: ShownPayment | null
  lines: CartRentalLine[]
}

export interface CartCharges {
  /** The damage waiver there is, and whether the cart has it. */
  waiver: (NonNullable<AgreedCharges["waiver"]> & { is_chosen: boolean }) | null
  /** What is to be left until the goods are back; not part of the cart's total. */
  deposit: AgreedCharges["deposit"]
}

export interface CartRentalLine {
  line_item_id: string
  variant_id: string
  quantity: number
  /** `expired`: not held any more; POST rental-hold takes it again. */
  state: BookingState
  /** What a package holds, for the whole line. */
  components?: { variant_id: string; quantity: number }[]
  /** Of a package with a choice: what differs from how the shop has it. */
  choices?: { variant_id: string; include?: boolean; replace_with?: string }[]
  /** Units of the line that go with other lines, and can only go with them. */
  required?: number
}

/** A Medusa cart, as far as its rental side needs it. */
export interface RentedCart {
  currency_code: string
  items: readonly CartItem[]
}

/** A line of a Medusa cart, as far as its rental side needs it. */
export interface CartItem {
  id: string
  variant_id?: string | null
  quantity: unknown
  unit_price?: unknown
  metadata?: Record<string, unknown> | null
}

/**
 * The rental side of a cart.
 *
 * @param known the cart, from a caller who reads it anyway
 * @returns null while no dates are chosen
 * @throws RentalError `rental_not_found` (404) when there is no such cart
 */
export async function readCartRental(
  container: MedusaContainer,
  cartId: string,
  known?: Promise<RentedCart>
): Promise<CartRental | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [{ items, currency_code }, cart, bookings, index] = await Promise.all([
    known ?? readRentedCart(container, cartId),
    rental.readCart(cartId),
    rental.readCartHoldings(cartId),
    rental.ledger.items(),
  ])
  if (!cart) {
    return null
  }
  const variants = byVariant(index)
  const chosen = await rental.withChoices(
    index,
    { cart_id: cartId },
    items.map((item) => ({
      line_item_id: item.id,
      variant_id: item.variant_id ?? "",
      item,
    }))
  )
  const required = requiredUnits(
    index,
    chosen.map(({ item, variant_id }) => ({
      variant_id,
      quantity: Number(item.quantity),
    }))
  )
  const expiries = bookings
    .filter((b) => b.state === "held" && b.expires_at)
    .map((b) => new Date(b.expires_at ?? 0).toISOString())
    .sort()
  return {
    ...cart.period,
    days: periodDays(cart.period),
    hold_expires_at: expiries[0] ?? null,
    delivery: describeDelivery(cart, bookings),
    charges: await describeCharges(rental, cart.period, {
      currency_code,
      items,
      variants,
    }),
    payment: await shownPayment(container, "cart", cartId),
    lines: chosen.flatMap(({ item, variant_id, choice }) => {
      const row = variants.get(variant_id)
      const line = row && describeLine(item, row, choice, index, bookings)
      const needed = required.get(variant_id)
      return line ? [{ ...line, ...(needed ? { required: needed } : {}) }] : []
    }),
  }
}

async function readRentedCart(
  container: MedusaContainer,
  cartId: string
): Promise<RentedCart> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "currency_code",
      "items.id",
      "items.variant_id",
      "items.quantity",
      "items.unit_price",
      "items.metadata",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as
    { currency_code: string; items?: CartItem[] } | undefined
  if (!cart) {
    throw notFoundError("id", `There is no cart ${cartId}`)
  }
  return { currency_code: cart.currency_code, items: cart.items ?? [] }
}

async function describeCharges(
  rental: RentalModuleService,
  period: RentalPeriod,
  {
    currency_code,
    items,
    variants,
  }: RentedCart & { variants: ReadonlyMap<string, ItemRow> }
): Promise<CartCharges | null> {
  const charges = await agreedCharges(rental, {
    lines: items.flatMap(({ variant_id, quantity, unit_price }) =>
      variant_id && variants.has(variant_id)
        ? [
            {
              variant_id,
              quantity: Number(quantity),
              unit_price: Number(unit_price ?? 0),
            },
          ]
        : []
    ),
    period,
    currency_code,
  })
  return (
    charges && {
      waiver: charges.waiver && {
        ...charges.waiver,
        is_chosen: items.some(isWaiver),
      },
      deposit: charges.deposit,
    }
  )
}

function describeLine(
  line: CartItem,
  item: ItemRow,
  choice: PackageChoice | undefined,
  index: ItemIndex,
  bookings: readonly BookingRow[]
): CartRentalLine {
  const own = bookings.filter((booking) => booking.line_item_id === line.id)
  const units = Number(line.quantity)
  const parts = unitsOfLine(index, item, choice)
  return {
    line_item_id: line.id,
    variant_id: item.variant_id,
    quantity: units,
    state: lineState(own, parts.length),
    ...(item.package
      ? {
          components: parts.flatMap(({ item_id, quantity }) => {
            const variant_id = index.get(item_id)?.variant_id
            return variant_id ? [{ variant_id, quantity: quantity * units }] : []
          }),
        }
      : {}),
    ...(hasChoices(item.package) ? { choices: spokenChoice(choice) } : {}),
  }
}

/** The state of what needs so many bookings. */
function lineState(bookings: readonly BookingRow[], needed: number): BookingState {
  const live = bookings.filter(
    (b) => b.state !== "held" || Date.parse(b.expires_at ?? "") > Date.now()
  )
  return live.length < needed ? "expired" : (live[0]?.state ?? "expired")
}
