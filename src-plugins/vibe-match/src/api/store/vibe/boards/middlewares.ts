import type { MiddlewareRoute } from "@medusajs/framework/http"
import { checking } from "./answer"
import { readMultipart } from "./multipart"
import { limitVisitor } from "./visitor-limit"

export const storeVibeBoardsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/store/vibe/boards",
    middlewares: [checking(limitVisitor), checking(readMultipart)],
  },
]
