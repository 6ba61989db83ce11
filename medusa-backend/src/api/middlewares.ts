import path from "path"
import { defineMiddlewares } from "@medusajs/framework/http"
import express from "express"
import { readEnvironment } from "../environment"

const { dataDir } = readEnvironment()

/**
 * Uploaded pictures live in the shop's data folder, not in the build that Medusa serves
 * `static/` from and that each build wipes. Their names never repeat, so they may be kept.
 */
const uploads = express.static(path.join(dataDir, "files"), {
  immutable: true,
  maxAge: "1y",
  index: false,
})

export default defineMiddlewares({
  routes: [{ matcher: "/static", middlewares: [uploads] }],
})
