"use server"

import { redirect } from "next/navigation"
import { deleteBoard } from "./board"
import { forgetBoard } from "./board-cookie"

/** Deletes a board with all that was derived from it, and returns to the start. */
export async function removeBoard(form: FormData): Promise<void> {
  const id = String(form.get("board") ?? "")
  await deleteBoard(id)
  await forgetBoard(id)
  redirect("/vibe?deleted=1")
}
