import { firstOfEach } from "./featured"

it("takes turns between the lists", () => {
  expect(firstOfEach([["a1", "a2"], ["b1"], [], ["c1", "c2"]], 4)).toEqual([
    "a1",
    "b1",
    "c1",
    "a2",
  ])
})

it("gives what there is", () => {
  expect(firstOfEach([], 4)).toEqual([])
  expect(firstOfEach([["a1"]], 4)).toEqual(["a1"])
})
