import { defineMiddlewares, validateAndTransformQuery } from "@medusajs/framework/http"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/carts/query-config"
import { StoreGetCartsCart } from "@medusajs/medusa/api/store/carts/validators"
import { shareGuards } from "./requests/ask-for-share"
import { nativeLineGuards } from "./requests/guard-native-lines"
import { answersDraftOrder, nativeOrderGuards } from "./requests/guard-native-orders"
import { withRentalErrors } from "./requests/with-rental-errors"

const touched = [
  "/store/rental",
  "/store/carts",
  "/store/orders",
  "/store/payment-collections",
  "/rental",
  "/admin/rental",
  "/admin/orders",
  "/admin/draft-orders",
  "/admin/order-edits",
  "/admin/exchanges",
  "/admin/claims",
  "/admin/returns",
  "/store/returns",
]

const answersCart = [
  "rental-delivery",
  "rental-waiver",
  "rental-period",
  "rental-items",
  "rental-choices",
  "rental-hold",
  "rental-merge",
]

export default defineMiddlewares({
  routes: [
    ...touched.map((matcher) => ({ matcher, middlewares: [withRentalErrors] })),
    ...answersCart.map((name) => ({
      matcher: `/store/carts/:id/${name}`,
      method: ["POST" as const, "DELETE" as const],
      middlewares: [
        validateAndTransformQuery(StoreGetCartsCart, retrieveTransformQueryConfig),
      ],
    })),
    {
      // A logo is part of the settings.
      matcher: "/admin/rental/papers/settings",
      method: ["POST"],
      bodyParser: { sizeLimit: "400kb" },
    },
    {
      matcher: "/store/orders/:id/rental/agreement/sign",
      method: ["POST"],
      bodyParser: { sizeLimit: "300kb" },
    },
    {
      matcher: "/admin/rental/draft-orders",
      method: ["POST"],
      middlewares: [answersDraftOrder],
    },
    ...shareGuards,
    ...nativeLineGuards,
    ...nativeOrderGuards,
  ],
})
