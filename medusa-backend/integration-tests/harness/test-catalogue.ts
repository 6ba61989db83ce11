import { mkdir, writeFile } from "fs/promises"
import path from "path"
import sharp from "sharp"

/** A tenth of a shop: enough to rent, to run out of, to package and to match by colour. */
const PRODUCTS = [
  product("gold-chair", "Gold chair", "chairs", 10, 6.5, ["gold"], "#c9a24b"),
  product("blue-chair", "Blue chair", "chairs", 40, 5, ["blue"], "#3f6fa8"),
  product(
    "terracotta-vase",
    "Terracotta vase",
    "vases",
    20,
    4,
    ["terracotta"],
    "#b5603f"
  ),
  product("white-linen", "White linen", "linens", 30, 12, ["white"], "#e9e6de"),
  product("oak-table", "Oak table", "tables", 12, 35, ["brown"], "#8a6239"),
]

const PACKAGES = [
  aPackage("dinner-for-eight", "Dinner for eight", 90, [
    ["OAK-TABLE", 1],
    ["GOLD-CHAIR", 1],
  ]),
  aPackage("lounge-corner", "Lounge corner", 60, [
    ["GOLD-CHAIR", 1],
    ["TERRACOTTA-VASE", 2],
  ]),
]

/** Writes a small catalogue in the format of `data/` and returns its folder. */
export async function writeTestCatalogue(folder: string): Promise<string> {
  const catalogue = path.join(folder, "catalogue")
  const pictures = path.join(folder, "pictures")
  await mkdir(catalogue, { recursive: true })
  await mkdir(pictures, { recursive: true })

  const write = (file: string, content: unknown) =>
    writeFile(path.join(folder, file), JSON.stringify(content))
  await write("shop.json", {
    name: "Test shop",
    currency: "usd",
    region: { name: "United States", countries: ["us"] },
    stock_location: {
      name: "Warehouse",
      address: { address_1: "1 Dock Road", city: "Hudson", country_code: "us" },
    },
    shipping: [
      { code: "delivery", name: "Delivery", description: "We bring it.", amount: 100 },
      { code: "pickup", name: "Pick up", description: "You fetch it.", amount: 0 },
    ],
  })
  await write("catalogue/categories.json", [
    { slug: "chairs", name: "Chairs", description: "", rank: 1 },
    { slug: "tables", name: "Tables", description: "", rank: 2 },
    { slug: "linens", name: "Linens", description: "", rank: 3 },
    { slug: "vases", name: "Vases", description: "", rank: 4 },
  ])
  await write(
    "catalogue/products.json",
    PRODUCTS.map(({ colour: _, ...entry }) => entry)
  )
  await write("catalogue/packages.json", PACKAGES)

  await Promise.all(
    [...PRODUCTS, ...PACKAGES.map((entry) => ({ ...entry, colour: "#999184" }))].map(
      async ({ handle, colour }) =>
        writeFile(path.join(pictures, `${handle}.jpg`), await objectOnWhite(colour))
    )
  )
  return folder
}

/** A round object of one colour on a white ground, as a JPEG of 480 × 600 px. */
export function objectOnWhite(colour: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="600">
    <rect width="480" height="600" fill="#fdfcfa"/>
    <ellipse cx="240" cy="320" rx="170" ry="220" fill="${colour}"/>
    <ellipse cx="200" cy="260" rx="60" ry="90" fill="#fff" opacity="0.25"/>
  </svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer()
}

function product(
  handle: string,
  title: string,
  category: string,
  fleet: number,
  dayRate: number,
  colours: string[],
  colour: string
) {
  return {
    handle,
    title,
    category,
    description: `${title} for tests.`,
    tags: colours,
    metadata: { colours, styles: [], materials: [] },
    options: [{ title: "Default", values: ["Default"] }],
    pictures: [`${handle}.jpg`],
    rental: { turnaround_before: 0, turnaround_after: 1, rate_card: "per_day" },
    variants: [
      {
        title: "Default",
        sku: handle.toUpperCase(),
        options: { Default: "Default" },
        fleet,
        day_rate: dayRate,
        replacement_value: 50,
      },
    ],
    colour,
  }
}

function aPackage(
  handle: string,
  title: string,
  dayRate: number,
  parts: [string, number][]
) {
  return {
    handle,
    title,
    description: `${title} for tests.`,
    tags: ["package"],
    metadata: { colours: [], styles: [], materials: [] },
    pictures: [`${handle}.jpg`],
    day_rate: dayRate,
    components: parts.map(([sku, quantity]) => ({ sku, quantity })),
  }
}
