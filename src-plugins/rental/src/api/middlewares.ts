import { defineMiddlewares } from "@medusajs/framework/http"
import { withRentalErrors } from "./requests/with-rental-errors"

export default defineMiddlewares({
  routes: [
    "/store/rental",
    "/store/carts",
    "/store/orders",
    "/admin/rental",
    "/admin/orders",
  ].map((matcher) => ({ matcher, middlewares: [withRentalErrors] })),
})
