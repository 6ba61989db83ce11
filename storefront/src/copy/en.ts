/**
 * Every word the shop says, in one place. A shop owner changes it here; a
 * translation is a copy of this file. Words that carry numbers are functions.
 */

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

export const shop = {
  name: "Gather",
  tagline: "Beautiful things, for the days that matter",
  description:
    "Rent arches, chairs, candlelight and everything between. Tell us your dates, show us your mood board, and see at once what is free.",
}

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

export const dates = {
  choose: "Choose your dates",
  chosen: (period: string) => `Your dates: ${period}. Change dates`,
  title: "When is your event?",
  intro:
    "The first day is when things leave us, the last is when they come back. Set-up and clearing-up days count.",
  first: "First day",
  last: "Last day",
  days: (n: number) => plural(n, "day", "days"),
  use: "Use these dates",
  using: "Checking your dates",
  clear: "Clear dates",
  close: "Close",
  calendar: "Calendar",
  pickLast: "Now the last day",
  pickFirst: "Pick the first day",
  needStart: "Choose the first day.",
  needEnd: "Choose the last day.",
  past: "That day has passed. Choose today or later.",
  swapped: "The last day comes before the first. Swap them, or choose a later one.",
  misfit: "Not everything in your event is free on those days",
  misfitKept: "Nothing has changed yet: your items are still held for the dates you had.",
  fit: "Take out what is not free and change dates",
  previousMonth: "Previous month",
  nextMonth: "Next month",
}

export const home = {
  eyebrow: "Rentals for weddings, dinners and parties",
  title: "Set the scene. Send it back on Monday.",
  lead: "Arches, chairs, linen and light, cared for by people who count every fork. Start with your dates and see what is free.",
  browse: "Browse everything",
  vibeEyebrow: "Start from a feeling",
  vibeTitle: "Show us your board",
  vibeText:
    "Paste a Pinterest link or drop a few pictures. We read their colours and materials, and lay out the pieces we have that belong with them, free on your dates.",
  vibeAction: "Match my board",
  categoriesTitle: "What are you looking for?",
  featuredTitle: "Well loved this season",
  packagesTitle: "Chosen together",
  packagesText: "Sets that arrive as one, with a price for the whole.",
  all: "See all",
}

export const catalogue = {
  title: "Everything we lend",
  intro: "Each piece is ours, photographed as it is, and priced by the day.",
  filter: "Categories",
  everything: "Everything",
  count: (n: number) => plural(n, "item", "items"),
  empty: "There is nothing on this shelf just now.",
  emptyAction: "See everything",
  pages: "Pages",
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  previous: "Previous",
  next: "Next",
  noDates: "Choose your dates to see what is free and what it costs.",
}

export const availability = {
  free: "Free for your dates",
  left: (n: number, of: number) => `${n} of ${of} left`,
  none: "Not free for your dates",
}

export const price = {
  from: "From",
  aDay: "a day",
  forDays: (n: number) => `for ${plural(n, "day", "days")}`,
  each: "each",
  onRequest: "Price on request",
}

export const item = {
  gallery: (title: string) => `Pictures of ${title}`,
  picture: (title: string, n: number, of: number) => `${title}, picture ${n} of ${of}`,
  back: "All items",
  quantity: "Quantity",
  fewer: "One fewer",
  more: "One more",
  add: "Add to event",
  adding: "Adding",
  added: (n: number) => (n === 1 ? "Added to your event." : `${n} added to your event.`),
  heldUntil: (time: string) => `Held for you until ${time}.`,
  see: "See your event",
  pickDates: "Choose dates to add this",
  total: (quantity: number) => `${quantity} for the whole period`,
  other: (words: string) => `Your event is on ${words}.`,
  otherText:
    "An event has one set of dates. Move the whole event, or look at its dates instead.",
  move: "Change dates for the event",
  keep: "Look at my event's dates",
  notFree: "Not free on these days. The calendar shows when it is.",
  contains: "What is in it",
  component: (quantity: number, title: string) => `${quantity} × ${title}`,
  about: "About this piece",
  calendar: "Free, day by day",
  calendarText:
    "How many we have free on each day, with time to clean and move them taken off.",
  dayFree: (day: string, free: number, of: number) => `${day}: ${free} of ${of} free`,
  dayNone: (day: string) => `${day}: not free`,
  dayPast: (day: string) => `${day}: past`,
  yourDays: "your dates",
  replacement: (amount: string) => `Replacement value ${amount} each.`,
  turnaround: (n: number) =>
    `We keep ${plural(n, "day", "days")} between events to clean and check it.`,
  related: "From the same shelf",
  tags: "Style and material",
}

export const event = {
  title: "Your event",
  metaTitle: "Your event",
  emptyTitle: "Your event is still a blank table",
  emptyText: "Choose your dates, then add what you love. We hold it while you decide.",
  emptyBrowse: "Browse items",
  emptyVibe: "Match a board",
  period: (period: string, days: number) => `${period} · ${plural(days, "day", "days")}`,
  changeDates: "Change dates",
  lines: "Items in your event",
  each: (amount: string) => `${amount} each for the whole period`,
  remove: "Remove",
  removeItem: (title: string) => `Remove ${title}`,
  quantityOf: (title: string) => `Quantity of ${title}`,
  update: "Update",
  updating: "Updating",
  updated: "Updated",
  contains: "Contains",
  held: (time: string) => `Held for you until ${time}`,
  heldText: "Nobody else can take these items until then.",
  ending: "Your hold ends in a minute. Would you like more time?",
  ended: "The hold has ended",
  endedText: "Your items are still listed here. Hold them again to be sure of them.",
  extend: "Give me more time",
  holdAgain: "Hold them again",
  holding: "Holding",
  fit: "Take out what is gone and hold the rest",
  otherDates: (seen: string) => `You have been looking at ${seen}.`,
  moveTo: (seen: string) => `Move the event to ${seen}`,
  summary: "Summary",
  items: "Items",
  delivery: "Delivery or collection",
  deliveryLater: "Chosen at checkout",
  tax: "Tax",
  total: "Total",
  totalSoFar: "Total so far",
  checkout: "Go to checkout",
  noCard: "No card needed: we send an invoice with your confirmation.",
  goOn: "Keep looking",
}

export const checkout = {
  title: "Checkout",
  contact: "How we reach you",
  address: "Where it goes",
  addressText: "Where we deliver, and what stands on your invoice.",
  labels: {
    email: "Email",
    first_name: "First name",
    last_name: "Last name",
    phone: "Phone",
    address_1: "Street address",
    address_2: "Apartment, floor or venue (optional)",
    city: "City",
    province: "State",
    postal_code: "ZIP code",
  },
  missing: {
    email: "We need an email address to send the confirmation to.",
    first_name: "Tell us your first name.",
    last_name: "Tell us your last name.",
    phone: "Add a number we can call on the day.",
    address_1: "Add the street and number.",
    address_2: "",
    city: "Add the city.",
    province: "Add the state.",
    postal_code: "Add the ZIP code.",
  },
  tooLong: "This is longer than we can keep. Shorten it a little.",
  badEmail: "This does not look like an email address, such as ana@example.com.",
  badPhone: "This does not look like a phone number, such as 555 010 0199.",
  delivery: "How it reaches you",
  missingDelivery: "Choose delivery or collection.",
  noDelivery:
    "There is no way to deliver these items yet. Write to us and we will find one.",
  free: "Free",
  payment: "How you pay",
  invoice: "Pay by invoice",
  invoiceText:
    "Nothing is charged now. The invoice comes with your confirmation and is due before the first day.",
  place: "Place order",
  placing: "Placing your order",
  fix: "A few things are missing. They are marked below.",
  totalChanged: (total: string) =>
    `The total is now ${total}. Nothing has been ordered yet: place the order again if that is right for you.`,
  back: "Back to your event",
  expired: "The hold on your items has ended. Hold them again before you order.",
}

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
    "For your privacy a confirmation is shown in the browser that ordered. Your email has the details too.",
}

export const vibe = {
  metaTitle: "Match a board",
  title: "Show us the feeling",
  lead: "A Pinterest board, a few saved pictures, a photograph of the room. We find what belongs with them.",
  field: "Pinterest link or shared text",
  fieldHint: "pinterest.com/you/your-board or a pin.it link",
  or: "or",
  choose: "Choose pictures",
  take: "Take a picture",
  drop: "Drop pictures here",
  dropText: "JPEG, PNG, WebP or HEIC, up to 24 pictures",
  chosen: (n: number) => `${plural(n, "picture", "pictures")} ready`,
  removePicture: (name: string) => `Remove ${name}`,
  submit: "Match my board",
  submitting: "Sending",
  uploading: (percent: number) => `Sending, ${percent} percent`,
  needSource: "Paste a Pinterest link or choose some pictures.",
  notPinterest:
    "We found no Pinterest link in that. Copy the board's address from Pinterest, or choose pictures instead.",
  tooMany: (max: number) =>
    `Up to ${max} pictures at a time. Take some out and send the rest.`,
  failedToSend:
    "The pictures did not reach us. Check your connection and send them again.",
  refused:
    "We could not take this board. Try a public Pinterest board, or choose pictures instead.",
  deleted: "The board and everything we had read from it are deleted.",
  privacy:
    "Pictures are read, turned into colours and textures, and thrown away. Only the result stays, until you delete it.",
  how: "How it works",
  steps: [
    ["We look", "Colours, light and materials in each picture."],
    ["We group", "Pictures that belong together become a theme."],
    ["We match", "Pieces from our shelves, free on your dates, with the reason why."],
  ],
}

export const board = {
  metaTitle: "Your board",
  eyebrow: "Your board",
  titleReading: "Reading your board",
  titleReady: (themes: number) =>
    themes === 1
      ? "One clear mood"
      : themes > 1
        ? `${themes} moods in one board`
        : "Your board",
  progress: (done: number, of: number) =>
    `${done} of ${plural(of, "picture", "pictures")}`,
  finding: "Looking for the pictures",
  progressLabel: "Pictures read",
  skipped: (n: number) => `${plural(n, "picture", "pictures")} could not be read`,
  skippedPicture: (n: number) => `Picture ${n}`,
  thumbnails: "The pictures you gave us",
  share: (percent: number) => `${percent}% of your board`,
  fromPictures: (n: number) => `from ${plural(n, "picture", "pictures")}`,
  palette: "Colours",
  noMatches:
    "Nothing on our shelves goes with this one. We would rather say so than pretend.",
  noMatchesForDates: "What would go with this is not free on your dates.",
  because: (words: string) => `Same ${words}`,
  loose: "A looser match",
  quantityOf: (title: string) => `Quantity of ${title}`,
  add: "Add",
  freeCount: (n: number) => `${n} free`,
  addItem: (title: string) => `Add ${title} to event`,
  addTheme: "Add this theme to my event",
  addThemeNote: "One of each close match above, or the quantity you set.",
  needDates: "Choose your dates to add these and see prices for the period.",
  failedTitle: "We could not read this board",
  failedText: "What works instead",
  failedOptions: [
    "Make the board public on Pinterest and paste its link again.",
    "Save the pictures and choose them here: nothing else is needed.",
  ],
  again: "Try another way",
  link: "Link to open this board elsewhere",
  copyLink: "Copy link",
  copied: "Link copied",
  delete: "Delete this board",
  deleteText: "Removes the result and everything read from the pictures.",
  gone: "This board is not here",
  goneText:
    "A board opens in the browser that made it, or from its shared link. It may also have been deleted.",
  goneAction: "Start a new board",
  pollFailed: "The connection was lost. We keep trying.",
  noScript: "Reload this page in a moment to see the result.",
  emptyTitle: "No picture could be read",
  emptyText: "Send JPEG, PNG, WebP or HEIC pictures and we will look again.",
}

export const problems = {
  shortage: "Not everything is free for these dates.",
  missing: (title: string, available: number, requested: number) =>
    available > 0
      ? `${title}: ${available} of the ${requested} you want are free`
      : `${title}: none free`,
  holdExpired: "The hold on your items has ended. Hold them again to go on.",
  server: "The shop did not answer as it should. Nothing was changed: please try again.",
  quantity: "Choose a whole number, 1 or more.",
  noEvent: "There is nothing in your event yet.",
  title: "Something came loose",
  text: "This page could not be put together. Nothing in your event has changed.",
  retry: "Try again",
  home: "Back to the start",
  notFoundTitle: "We looked on every shelf",
  notFoundText: "This page is not here, or not any more.",
  notFoundAction: "Browse items",
}
