import { plural } from "./plural"

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
  close: "Close to your pictures",
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
  emptyText: "Send JPEG, PNG, WebP or AVIF pictures and we will look again.",
}
