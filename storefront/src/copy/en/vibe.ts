import { plural } from "./plural"

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
  dropText: (max: number) => `JPEG, PNG, WebP or AVIF, up to ${max} pictures`,
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
