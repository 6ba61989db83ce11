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
