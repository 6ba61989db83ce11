import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../../ledger/query"
import { ledgerTransaction } from "../../ledger/transaction"
import { type Stroke } from "../parts/signature"

/** A signature under the agreement of an order. */
export interface Signature {
  id: string
  order_id: string
  /** 1 for the first of the order; each later one takes its place. */
  version: number
  /** Of what was agreed, however the paper looked. */
  content_sha256: string
  /** Of the PDF that was signed. */
  document_sha256: string
  name: string
  /** Empty for a name that was typed. */
  strokes: Stroke[]
  /** Where the signature came from. */
  address: string
  user_agent: string
  /** Null for a guest. */
  customer_id: string | null
  /** ISO instant. */
  signed_at: string
}

export type NewSignature = Omit<Signature, "id" | "version"> & {
  document: Buffer
  signed_document: Buffer
}

const COLUMNS = `
  id, order_id, version, content_sha256, document_sha256, name, strokes, address, user_agent,
  customer_id,
  to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS signed_at
`

/** The signatures of an order, the latest first. */
export async function readSignatures(knex: Knex, orderId: string): Promise<Signature[]> {
  return await rowsOf<Signature>(
    knex,
    `SELECT ${COLUMNS} FROM rental_signature WHERE order_id = ? ORDER BY version DESC`,
    [orderId]
  )
}

/** The PDF with the signature; undefined when there is none of that version. */
export async function readSignedDocument(
  knex: Knex,
  orderId: string,
  version: number
): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ signed_document: Buffer }>(
    knex,
    "SELECT signed_document FROM rental_signature WHERE order_id = ? AND version = ?",
    [orderId, version]
  )
  return row?.signed_document
}

/** Keeps a signature for good; what is signed already is not signed again. */
export async function addSignature(
  knex: Knex,
  signature: NewSignature
): Promise<Signature> {
  return await ledgerTransaction(knex, async (trx) => {
    const { order_id } = signature
    await rowsOf(
      trx,
      "SELECT pg_advisory_xact_lock(hashtext('rental_signature'), hashtext(?))",
      [order_id]
    )
    const [latest] = await readSignatures(trx, order_id)
    if (latest?.content_sha256 === signature.content_sha256) {
      return latest
    }
    return await insert(trx, signature, (latest?.version ?? 0) + 1)
  })
}

async function insert(
  trx: Knex.Transaction,
  signature: NewSignature,
  version: number
): Promise<Signature> {
  const [row] = await rowsOf<Signature>(
    trx,
    `
    INSERT INTO rental_signature (
      id, order_id, version, content_sha256, document, document_sha256, signed_document,
      name, strokes, address, user_agent, customer_id, signed_at
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?::timestamptz)
    RETURNING ${COLUMNS}
    `,
    [
      generateEntityId(undefined, "rsig"),
      signature.order_id,
      version,
      signature.content_sha256,
      signature.document,
      signature.document_sha256,
      signature.signed_document,
      signature.name,
      JSON.stringify(signature.strokes),
      signature.address,
      signature.user_agent,
      signature.customer_id,
      signature.signed_at,
    ]
  )
  return row!
}
