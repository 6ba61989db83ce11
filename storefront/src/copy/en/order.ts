export const order = {
  metaTitle: "Order confirmed",
  eyebrow: (number: string) => `Order ${number}`,
  title: (name: string) => (name ? `It is yours, ${name}` : "It is yours"),
  reserved: (period: string) => `Everything below is reserved for ${period}.`,
  sent: (email: string) => `We have noted ${email} for the confirmation and the invoice.`,
  days: "The days",
  starts: (day: string) => `${day}: your items leave us`,
  ends: (day: string) => `${day}: they come back`,
  place: "The place",
  bringBack: "What to bring back",
  bringBackText: (day: string) =>
    `Everything on this list, by the end of ${day}, empty and dry. If we deliver, have it together for our van that day. Linen may stay unwashed, in its bag.`,
  calendar: "Add to calendar",
  items: "Reserved for you",
  calendarTitle: (shopName: string) => `Event rental from ${shopName}`,
  calendarNote: (number: string, last: string) =>
    `Order ${number}. Everything comes back on ${last}.`,
  notYoursTitle: "This order opens only where it was placed",
  notYoursText:
    "For your privacy a confirmation is shown in the browser that ordered. Write to us if you ordered elsewhere.",
}
