import { parsePeriod } from "../dates/period"
import { calendarFile } from "./calendar-file"

const file = calendarFile({
  uid: "order_1@shop",
  period: parsePeriod("2027-06-12", "2027-06-15")!,
  title: "Rental; chairs, and more",
  description: `Order 7.\n${"long ".repeat(40)}é`,
  location: "4 Orchard Lane, Hudson",
  url: "https://shop.example/orders/order_1/confirmed",
  madeAt: new Date("2026-11-21T08:00:00.000Z"),
})

it("covers both days, with the end exclusive", () => {
  expect(file).toContain("DTSTART;VALUE=DATE:20270612\r\n")
  expect(file).toContain("DTEND;VALUE=DATE:20270616\r\n")
  expect(file).toContain("DTSTAMP:20261121T080000Z\r\n")
})

it("escapes text", () => {
  expect(file).toContain("SUMMARY:Rental\\; chairs\\, and more\r\n")
  expect(file).toContain("LOCATION:4 Orchard Lane\\, Hudson\r\n")
  expect(file).toContain("Order 7.\\nlong")
})

it("folds lines at 75 octets and loses nothing", () => {
  for (const line of file.split("\r\n")) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  }
  expect(file.replaceAll("\r\n ", "")).toContain(`${"long ".repeat(40)}é`)
})
