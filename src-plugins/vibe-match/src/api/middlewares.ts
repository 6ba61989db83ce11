import { defineMiddlewares } from "@medusajs/framework/http"
import { storeVibeBoardsMiddlewares } from "./store/vibe/boards/middlewares"

export default defineMiddlewares({ routes: [...storeVibeBoardsMiddlewares] })
