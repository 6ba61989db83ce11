import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError } from "../errors/rental-error"
import { rowsOf } from "./query"

/** A photo of goods; its file is in Medusa's File module. */
export interface Photo {
  id: string
  file_id: string
  mime_type: string
  bytes: number
  booking_id: string | null
  /** When it was taken: as the goods left, came back or were looked over. */
  moment: PhotoMoment | null
  incident_id: string | null
}

export type PhotoMoment = "out" | "back" | "checked"

const COLUMNS = `id, file_id, mime_type, bytes, booking_id, moment, incident_id`

export async function addPhoto(
  knex: Knex,
  photo: { file_id: string; mime_type: string; bytes: number; created_by: string }
): Promise<Photo> {
  const [row] = await rowsOf<Photo>(
    knex,
    `INSERT INTO rental_photo (id, file_id, mime_type, bytes, created_by)
     VALUES (?, ?, ?, ?, ?) RETURNING ${COLUMNS}`,
    [
      generateEntityId(undefined, "rphoto"),
      photo.file_id,
      photo.mime_type,
      photo.bytes,
      photo.created_by,
    ]
  )
  return row!
}

export async function readPhotos(
  knex: Knex,
  filter: {
    ids?: readonly string[]
    booking_ids?: readonly string[]
    incident_ids?: readonly string[]
  }
): Promise<Photo[]> {
  return await rowsOf<Photo>(
    knex,
    `SELECT ${COLUMNS} FROM rental_photo
      WHERE id = ANY (?::text[]) OR booking_id = ANY (?::text[])
         OR incident_id = ANY (?::text[])
      ORDER BY created_at, id`,
    [filter.ids ?? [], filter.booking_ids ?? [], filter.incident_ids ?? []]
  )
}

/**
 * Says what photos show. A photo shows one thing.
 *
 * @throws RentalError `rental_not_found` naming `photo_ids`
 */
export async function attachPhotos(
  trx: Knex.Transaction,
  photoIds: readonly string[],
  shows: { booking_id: string; moment: PhotoMoment; incident_id?: string }
): Promise<void> {
  if (!photoIds.length) {
    return
  }
  const ids = [...new Set(photoIds)]
  const attached = await rowsOf<{ id: string }>(
    trx,
    `UPDATE rental_photo SET booking_id = ?, moment = ?, incident_id = ?
      WHERE id = ANY (?::text[]) AND booking_id IS NULL RETURNING id`,
    [shows.booking_id, shows.moment, shows.incident_id ?? null, ids]
  )
  const missing = ids.find((id) => !attached.some((photo) => photo.id === id))
  if (missing) {
    throw notFoundError(
      "photo_ids",
      `There is no photo ${missing}, or it shows something else`
    )
  }
}
