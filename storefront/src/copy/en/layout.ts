import { plural } from "./plural"

export const layout = {
  skip: "Skip to the content",
  items: "Items",
  packages: "Packages",
  vibe: "Match a board",
  event: "Your event",
  eventCount: (n: number) => `Your event, ${plural(n, "item", "items")}`,
  menu: "Main",
  footerShop: "The shop",
  footerHow: "How it works",
  footerSteps: [
    "Tell us the day things should leave us and the day they come back.",
    "Choose items, or let your board choose for you. We hold them while you decide.",
    "Check out as a guest. We confirm, deliver or get it ready, and count it back in.",
  ],
  footerPromise: "Everything is cleaned, checked and counted before each event.",
}
