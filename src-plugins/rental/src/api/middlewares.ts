import { defineMiddlewares, validateAndTransformQuery } from "@medusajs/framework/http"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/carts/query-config"
import { StoreGetCartsCart } from "@medusajs/medusa/api/store/carts/validators"
import { withRentalErrors } from "./requests/with-rental-errors"

const touched = [
  "/store/rental",
  "/store/carts",
  "/store/orders",
  "/admin/rental",
  "/admin/orders",
]

const answersCart = ["rental-period", "rental-items", "rental-hold"]

export default defineMiddlewares({
  routes: [
    ...touched.map((matcher) => ({ matcher, middlewares: [withRentalErrors] })),
    ...answersCart.map((name) => ({
      matcher: `/store/carts/:id/${name}`,
      method: ["POST" as const],
      middlewares: [
        validateAndTransformQuery(StoreGetCartsCart, retrieveTransformQueryConfig),
      ],
    })),
  ],
})
