import { model } from "@medusajs/framework/utils"

/** A customer's board while it is worked on, and what came out of it. Never its pictures. */
export const VibeBoard = model
  .define("vibe_board", {
    id: model.id({ prefix: "vboard" }).primaryKey(),
    /** SHA-256 of the token that opens the board; the token itself is not kept. */
    token_hash: model.text(),
    status: model.enum(["processing", "ready", "failed"]).default("processing"),
    source: model.json(),
    progress: model.json(),
    failures: model.json(),
    /** Themes with their vectors, once they are known. */
    themes: model.json().nullable(),
    /** Why it failed, in words for the customer. */
    error: model.text().nullable(),
    /** Host and process that works on it, to find out after a crash that nobody does. */
    worker: model.text(),
    expires_at: model.dateTime(),
  })
  .indexes([{ on: ["status"] }, { on: ["expires_at"] }])
