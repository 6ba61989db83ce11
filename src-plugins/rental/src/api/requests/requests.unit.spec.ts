import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RentalError, shortageError } from "../../modules/rental/errors/rental-error"
import { idField, idsParameter, quantityField, quantityParameter } from "./fields"
import { parseRequest, pathId } from "./parse-request"
import { withRentalErrors } from "./with-rental-errors"

describe("parseRequest", () => {
  const schema = z.strictObject({
    items: z.array(z.strictObject({ variant_id: idField, quantity: quantityField })),
  })
  const refusal = (input: unknown) => {
    try {
      parseRequest(schema, input)
    } catch (error) {
      return error
    }
    return null
  }

  it("reads what is right", () => {
    const input = { items: [{ variant_id: "variant_1", quantity: 3 }] }
    expect(parseRequest(schema, input)).toEqual(input)
  })

  it.each([
    [{}, "items"],
    [null, "body"],
    [{ items: [{ variant_id: "v" }] }, "items.0.quantity"],
    [{ items: [{ variant_id: "v", quantity: 0 }] }, "items.0.quantity"],
    [{ items: [{ variant_id: "v", quantity: -1 }] }, "items.0.quantity"],
    [{ items: [{ variant_id: "v", quantity: 1.5 }] }, "items.0.quantity"],
    [{ items: [{ variant_id: "v", quantity: 1e9 }] }, "items.0.quantity"],
    [{ items: [{ variant_id: "v", quantity: Infinity }] }, "items.0.quantity"],
    [{ items: [{ variant_id: "", quantity: 1 }] }, "items.0.variant_id"],
    [{ items: [{ variant_id: "a\u0000b", quantity: 1 }] }, "items.0.variant_id"],
    [{ items: [{ variant_id: "v", quantity: 1, price: 1 }] }, "items.0.price"],
    [{ items: [], unit_price: 1 }, "unit_price"],
  ])("refuses %j and names %s", (input, field) => {
    expect(refusal(input)).toMatchObject({
      code: "rental_request_invalid",
      details: { field },
    })
  })

  it.each([
    [{ note: "a\u0000b" }, "note"],
    [{ units: [{ serial: "A" }, { serial: "A\u001b[2J" }] }, "units.1.serial"],
    [{ overbook: { reason: "half of one: \ud83d" } }, "overbook.reason"],
    ["\u0000", "body"],
  ])("refuses what is no text in %j and names %s", (input, field) => {
    const call = () => parseRequest(z.unknown(), input)
    expect(call).toThrow("must not have control characters")
    expect(call).toThrow(expect.objectContaining({ details: { field } }))
  })

  it("takes lines, tabs and every letter", () => {
    const note = "Zwölf Stühle\n\tゴールド \u{1f6cb}"
    expect(parseRequest(z.object({ note: z.string() }), { note })).toEqual({ note })
  })

  it("takes ids in every form a query string gives them", () => {
    const many = z.object({ variant_id: idsParameter })
    expect(parseRequest(many, { variant_id: "a" }).variant_id).toEqual(["a"])
    expect(parseRequest(many, { variant_id: ["a", "b"] }).variant_id).toEqual(["a", "b"])
    expect(parseRequest(many, { variant_id: { 0: "a", 1: "b" } }).variant_id).toEqual([
      "a",
      "b",
    ])
  })

  it.each(["0", "-1", "1.5", "99999999", "1e3", ""])(
    "refuses a quantity of %j",
    (text) => {
      expect(() =>
        parseRequest(z.object({ quantity: quantityParameter }), { quantity: text })
      ).toThrow("quantity")
    }
  )

  it("names the id of a path", () => {
    expect(pathId({ params: { id: "cart_1" } } as unknown as MedusaRequest)).toBe(
      "cart_1"
    )
    expect(() => pathId({ params: { id: "a b" } } as unknown as MedusaRequest)).toThrow(
      "id"
    )
  })
})

describe("withRentalErrors", () => {
  /** What a client gets when the request throws and Medusa keeps three fields of it. */
  const answer = (
    run: () => { code?: string; message: string; status: number }
  ): { status: number; body: unknown } => {
    const sent: { status: number; body: unknown } = { status: 200, body: undefined }
    const res = {
      get statusCode() {
        return sent.status
      },
      status(code: number) {
        sent.status = code
        return this
      },
      json(body: unknown) {
        sent.body = body
        return this
      },
    }
    withRentalErrors(request, res as unknown as MedusaResponse, () => {
      const { status, ...body } = run()
      res.status(status).json(body)
    })
    return sent
  }
  const locking = {
    acquire: async (key: string) => {
      if (key === "cart_locked") {
        throw new Error('Failed to acquire lock for key "cart_locked"')
      }
    },
  }
  const request = { scope: { resolve: () => locking } } as unknown as MedusaRequest
  const shortages = [
    {
      variant_id: "v",
      title: "Chair",
      requested: 2,
      available: 1,
      slots: ["2027-06-10"],
    },
  ]

  it("puts back the status and the details that Medusa drops", () => {
    const sent = answer(() => {
      const { code, message } = shortageError(shortages)
      return { status: 400, code, message }
    })
    expect(sent).toEqual({
      status: 409,
      body: {
        type: "conflict",
        code: "rental_shortage",
        message: "Not enough units on these dates. Chair: 2 asked, 1 free",
        shortages,
      },
    })
  })

  it("leaves other answers alone", () => {
    expect(answer(() => ({ status: 404, message: "no such page" }))).toEqual({
      status: 404,
      body: { message: "no such page" },
    })
    expect(
      answer(() => {
        const { message, code } = new RentalError("rental_busy", "was caught")
        return { status: 200, message, code }
      }).status
    ).toBe(200)
  })

  it.each([
    [["cart_locked"], 500, "rental_busy", 409],
    [["cart_locked"], 409, "rental_busy", 409],
    [["cart_locked", "cart_free"], 500, "unknown_error", 500],
    [["cart_free"], 500, "unknown_error", 500],
    [["cart_locked"], 404, "unknown_error", 404],
  ])("answers for the locks %j and status %i", async (keys, status, code, expected) => {
    const sent = await new Promise<{ status: number; body: unknown }>((resolve) => {
      const res = {
        statusCode: 200,
        status(value: number) {
          res.statusCode = value
          return res
        },
        json: (body: unknown) => resolve({ status: res.statusCode, body }),
      }
      withRentalErrors(request, res as unknown as MedusaResponse, async () => {
        for (const key of keys) {
          await locking.acquire(key).catch(() => undefined)
        }
        res.status(status).json({ code: "unknown_error", message: "An unknown error" })
      })
    })
    expect(sent).toMatchObject({ status: expected, body: { code } })
  })

  it("does not know the refusals of other requests", () => {
    const { code, message } = shortageError(shortages)
    expect(answer(() => ({ status: 400, code, message })).status).toBe(400)
  })
})
