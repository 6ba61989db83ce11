import type {
  MedusaNextFunction as NextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { RequestError } from "../../../../modules/vibe-match/errors/request-error"

type Middleware = NonNullable<MiddlewareRoute["middlewares"]>[number]
type Handler = (request: MedusaRequest, response: MedusaResponse) => Promise<void>

/** Runs a handler and answers a {@link RequestError} with its status and the field it names. */
export function answering(handler: Handler): Handler {
  return async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
    try {
      await handler(request, response)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      response.status(error.status).json(error.toJSON())
    }
  }
}

/** The same for a middleware, which goes on when nothing is wrong. */
export function checking(check: Handler): Middleware {
  return async (request: MedusaRequest, response: MedusaResponse, next: NextFunction) => {
    try {
      await check(request, response)
    } catch (error) {
      if (error instanceof RequestError)
        response.status(error.status).json(error.toJSON())
      else next(error)
      return
    }
    next()
  }
}
