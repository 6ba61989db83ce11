import { availabilityNote, bestAvailability } from "./availability-words"

it.each([
  [0, 10, "none", "Not free for your dates"],
  [-2, 10, "none", "Not free for your dates"],
  [3, 10, "few", "3 of 10 left"],
  [8, 10, "free", "Free for your dates"],
  [1, 1, "free", "Free for your dates"],
])("says %i of %i as %s", (available, capacity, tone, text) => {
  expect(availabilityNote(available, capacity)).toEqual({ tone, text })
})

it("speaks for the freest variant of a product", () => {
  const none = { available: 0, capacity: 20 }
  expect(bestAvailability([none, { available: 2, capacity: 9 }]).text).toBe("2 of 9 left")
  expect(bestAvailability([none]).tone).toBe("none")
  expect(bestAvailability([]).tone).toBe("none")
})
