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
