import { plural } from "./plural"

export const catalogue = {
  title: "Everything we lend",
  intro: "Each piece is ours, cleaned and counted between events, and priced by the day.",
  grid: "Items",
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
