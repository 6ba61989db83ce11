import { askAgain } from "./ask-again"
import { StoreError } from "./store-error"

const NO_PAUSES = [0, 0]

/** A call that fails in these ways, one after the other, and then succeeds. */
function failing(...errors: unknown[]) {
  let calls = 0
  return {
    calls: () => calls,
    call: async () => {
      const error = errors[calls++]
      if (error) {
        throw error
      }
      return "done"
    },
  }
}

it.each([
  ["a line that broke", new TypeError("fetch failed")],
  ["an answer that was cut off", new SyntaxError("Unexpected end of JSON input")],
  ["a proxy without a server", new StoreError(502, "Bad Gateway")],
  ["a cart that others change", new StoreError(409, "Try again", "rental_busy")],
])("asks again after %s, twice at most", async (_what, error) => {
  const twice = failing(error, error)
  expect(await askAgain(twice.call, NO_PAUSES)).toBe("done")
  expect(twice.calls()).toBe(3)
  const always = failing(error, error, error)
  await expect(askAgain(always.call, NO_PAUSES)).rejects.toBe(error)
})

it.each([
  ["a shortage", new StoreError(409, "2 are free", "rental_shortage")],
  ["a bad field", new StoreError(400, "quantity", "rental_request_invalid")],
  ["a fault of the shop", new StoreError(500, "An unknown error occurred")],
])("takes %s for an answer", async (_what, error) => {
  const once = failing(error)
  await expect(askAgain(once.call, NO_PAUSES)).rejects.toBe(error)
  expect(once.calls()).toBe(1)
})
