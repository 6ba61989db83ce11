export const shop = {
  name: "Gather",
  tagline: "Beautiful things, for the days that matter",
  description:
    "Rent arches, chairs, candlelight and everything between. Tell us your dates, show us your mood board, and see at once what is free.",
}
