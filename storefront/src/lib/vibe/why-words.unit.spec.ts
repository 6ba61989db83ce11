import { whyWords } from "./why-words"

it.each([
  [[], ""],
  [["terracotta"], "terracotta"],
  [["terracotta", "rattan"], "terracotta and rattan"],
  [["oak", "linen", " brass "], "oak, linen and brass"],
  [["oak", "oak", ""], "oak"],
])("says %j as %s", (why, words) => {
  expect(whyWords(why)).toBe(words)
})
