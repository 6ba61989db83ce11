import { type LocalDate } from "../periods/local-date"
import { day } from "./amounts"
import { type Papers } from "./paper-layouts"
import {
  type PaperFrame,
  type PaperLook,
  type PaperOrder,
  type PaperShop,
  type PaperText,
} from "./paper-frame"
import { type PaperName } from "./paper-names"
import { type GoodsLine } from "./parts/goods-lines"
import { type PricedLine } from "./parts/priced-lines"

export interface SampleFrame {
  shop: PaperShop
  look: PaperLook
  text: PaperText
  terms: string
}

const DAY_ONE = "2027-06-11" as LocalDate
const LAST_DAY = "2027-06-13" as LocalDate
const MADE_AT = "2027-06-01T12:00:00.000Z"

export const SAMPLE_ORDER: PaperOrder = {
  number: "1042",
  placed_on: "2027-06-01" as LocalDate,
  period: {
    start_date: DAY_ONE,
    end_date: LAST_DAY,
    start_time: null,
    end_time: null,
    days: 3,
  },
  customer: {
    name: "Šárka Łuczak-Größe",
    company: null,
    address: ["5 Mill Lane", "12534 Hudson, NY", "US"],
    email: "sarka@example.com",
    telephone: "+1 555 0100",
  },
  deliver_to: {
    name: "Old Barn",
    company: null,
    address: ["77 Orchard Road", "12534 Hudson, NY", "US"],
    email: null,
    telephone: null,
  },
}

const PRICED: PricedLine[] = [
  {
    title: "Dinner for eight",
    sku: "PACKAGE-DINNER-FOR-EIGHT",
    quantity: 2,
    unit_price: "270",
    price_words: "3 days at $90.00",
    tax_rate: "8",
    subtotal: "540",
  },
  {
    title: "Terracotta vase",
    sku: "TERRACOTTA-VASE",
    quantity: 12,
    unit_price: "12",
    price_words: "3 days at $4.00",
    tax_rate: "8",
    subtotal: "144",
  },
]

const GOODS: GoodsLine[] = [
  {
    title: "Dinner for eight",
    sku: "PACKAGE-DINNER-FOR-EIGHT",
    quantity: 2,
    place: null,
    location: null,
    serials: [],
    parts: [
      {
        title: "Oak table",
        sku: "OAK-TABLE",
        quantity: 2,
        place: "A-01-1",
        location: null,
        serials: ["T-0017", "T-0031"],
      },
      {
        title: "Gold chair",
        sku: "GOLD-CHAIR",
        quantity: 16,
        place: "A-02-4",
        location: null,
        serials: [],
      },
    ],
  },
  {
    title: "Terracotta vase",
    sku: "TERRACOTTA-VASE",
    quantity: 12,
    place: "C-11-2",
    location: null,
    serials: [],
    parts: [],
  },
]

/** A paper of an order that does not exist, so that a shop sees how its own will look. */
export function samplePaper<Name extends PaperName>(
  name: Name,
  { terms, ...look }: SampleFrame
): Papers[Name] {
  const frame: PaperFrame = { ...look, number: SAMPLE_ORDER.number, made_at: MADE_AT }
  const priced = {
    ...frame,
    order: SAMPLE_ORDER,
    currency_code: "usd",
    lines: PRICED,
    sums: {
      rows: [
        { label: frame.look.words.subtotal, amount: "684" },
        { label: frame.look.words.discount, amount: "-34.2" },
        { label: frame.look.words.shipping, amount: "100" },
        { label: frame.look.words.tax, amount: "51.98" },
      ],
      total: "801.78",
    },
    payments: { rows: [], deposits: [] },
  }
  const invoice = { ...priced, number: "INV-0001", issued_on: DAY_ONE, corrects: null }
  const papers: Papers = {
    quote: { ...priced, valid_until: DAY_ONE, terms },
    "rental-agreement": { ...priced, terms, signature: null },
    "pick-list": { ...frame, order: SAMPLE_ORDER, lines: GOODS },
    "packing-slip": { ...frame, order: SAMPLE_ORDER, lines: GOODS },
    invoice,
    "credit-note": {
      ...invoice,
      number: "CN-0001",
      corrects: { number: "INV-0001", reason: "Fewer vases" },
    },
    "return-receipt": {
      ...frame,
      order: SAMPLE_ORDER,
      goods: [
        {
          title: "Terracotta vase",
          sku: "TERRACOTTA-VASE",
          serials: [],
          level: 0,
          out: 12,
          returned: 11,
          still_out: 1,
          condition: null,
        },
      ],
    },
    "daily-pick-list": {
      ...frame,
      number: DAY_ONE,
      facts: [[frame.look.words.leaves, day(frame.look, DAY_ONE)]],
      goods: GOODS.flatMap((line) => (line.parts.length ? line.parts : [line])).map(
        ({ title, place, location, quantity, serials }) => ({
          ...{ title, place, location, quantity },
          prepared: 0,
          orders: [
            { number: SAMPLE_ORDER.number, quantity, part_of: null, time: null, serials },
          ],
        })
      ),
    },
  }
  return papers[name]
}
