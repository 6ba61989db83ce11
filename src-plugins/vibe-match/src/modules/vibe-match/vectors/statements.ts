/**
 * All SQL of the vector store, in one place: PGlite and PostgreSQL with pgvector run the same
 * statements. They live in a schema of their own, apart from Medusa's tables.
 */

/** Two processes that start at once must not create the same things at once. */
export const LOCK_SCHEMA = `SELECT pg_advisory_xact_lock(hashtext('gather_vibe_match schema'))`

export const CREATE_SCHEMA = [
  `CREATE EXTENSION IF NOT EXISTS vector`,
  `CREATE SCHEMA IF NOT EXISTS vibe_match`,
  `CREATE TABLE IF NOT EXISTS vibe_match.product (
     product_id  text PRIMARY KEY,
     variant_ids text[] NOT NULL,
     facts       jsonb NOT NULL,
     fingerprint text NOT NULL,
     indexed_at  timestamptz NOT NULL DEFAULT now()
   )`,
  // Without a fixed size, so that models of several sizes can stand side by side; each row says
  // its own and is held to it.
  `CREATE TABLE IF NOT EXISTS vibe_match.picture_vector (
     product_id   text NOT NULL REFERENCES vibe_match.product ON DELETE CASCADE,
     picture      text NOT NULL,
     variant_id   text,
     content_hash text NOT NULL,
     model        text NOT NULL,
     version      text NOT NULL,
     dimensions   integer NOT NULL,
     embedding    halfvec NOT NULL,
     PRIMARY KEY (product_id, model, version, picture),
     CHECK (vector_dims(embedding) = dimensions)
   )`,
  `CREATE INDEX IF NOT EXISTS picture_vector_content
     ON vibe_match.picture_vector (content_hash, model, version)`,
]

/** Parameters: product_id, variant_ids, facts, fingerprint. */
export const UPSERT_PRODUCT = `
  INSERT INTO vibe_match.product (product_id, variant_ids, facts, fingerprint)
  VALUES ($1, $2::text[], $3::jsonb, $4)
  ON CONFLICT (product_id) DO UPDATE SET
    variant_ids = excluded.variant_ids,
    facts = excluded.facts,
    fingerprint = excluded.fingerprint,
    indexed_at = now()`

/** Parameters: product_id. */
export const DELETE_VECTORS = `DELETE FROM vibe_match.picture_vector WHERE product_id = $1`

/** Parameters: product_id, picture, variant_id, content_hash, model, version, dimensions, vector. */
export const INSERT_VECTOR = `
  INSERT INTO vibe_match.picture_vector
    (product_id, picture, variant_id, content_hash, model, version, dimensions, embedding)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8::halfvec)`

/** Parameters: product_ids. */
export const DELETE_PRODUCTS = `DELETE FROM vibe_match.product WHERE product_id = ANY($1::text[])`

/** Parameters: content hashes, model, version. */
export const SELECT_BY_CONTENT = `
  SELECT DISTINCT ON (content_hash) content_hash, embedding::text AS vector
  FROM vibe_match.picture_vector
  WHERE content_hash = ANY($1::text[]) AND model = $2 AND version = $3
  ORDER BY content_hash, product_id, picture`

/** Parameters: product ids or null. */
export const SELECT_PRODUCTS = `
  SELECT product_id, variant_ids, facts, fingerprint
  FROM vibe_match.product
  WHERE $1::text[] IS NULL OR product_id = ANY($1::text[])
  ORDER BY product_id`

/**
 * Exact search: the filter first, then every remaining picture against every query vector. Up to
 * some 20,000 products this beats an approximate index with a filter.
 *
 * Parameters: vectors as text, model, version, dimensions, product ids or null, limit.
 */
export const SELECT_NEAREST = `
  WITH query AS (
    SELECT number, vector::halfvec AS embedding
    FROM unnest($1::text[]) WITH ORDINALITY AS given (vector, number)
  ),
  candidate AS MATERIALIZED (
    SELECT product_id, picture, variant_id, embedding
    FROM vibe_match.picture_vector
    WHERE model = $2 AND version = $3 AND dimensions = $4
      AND ($5::text[] IS NULL OR product_id = ANY($5::text[]))
  ),
  best AS (
    SELECT DISTINCT ON (query.number, candidate.product_id)
      query.number, candidate.product_id, candidate.picture, candidate.variant_id,
      candidate.embedding <=> query.embedding AS distance
    FROM query CROSS JOIN candidate
    ORDER BY query.number, candidate.product_id, distance, candidate.picture
  ),
  ranked AS (
    SELECT *, row_number() OVER (PARTITION BY number ORDER BY distance, product_id) AS rank
    FROM best
  )
  SELECT number::integer - 1 AS query, product_id, picture, variant_id,
    (1 - distance)::float8 AS similarity
  FROM ranked
  WHERE rank <= $6
  ORDER BY query, rank`
