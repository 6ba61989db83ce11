import { readStoreError } from "./store-error"

const answer = (status: number, body: unknown) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status })

it("keeps the facts of a shortage", async () => {
  const error = await readStoreError(
    answer(409, {
      type: "conflict",
      code: "rental_shortage",
      message: "2 are free",
      shortages: [
        { variant_id: "v1", title: "Chair", requested: 4, available: 2, slots: [] },
        "noise",
      ],
    })
  )
  expect(error.isShortage).toBe(true)
  expect(error.shortages).toHaveLength(1)
  expect(error.message).toBe("2 are free")
})

it("knows a hold that ran out, and a bad field", async () => {
  expect(
    (await readStoreError(answer(409, { code: "rental_hold_expired" }))).isHoldExpired
  ).toBe(true)
  expect((await readStoreError(answer(400, { field: "start_date" }))).field).toBe(
    "start_date"
  )
})

it("copes with an answer that is not JSON", async () => {
  const error = await readStoreError(answer(502, "<html>"))
  expect(error.status).toBe(502)
  expect(error.shortages).toEqual([])
})
