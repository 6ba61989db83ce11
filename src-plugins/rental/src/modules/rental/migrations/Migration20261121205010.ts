import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/*
 * What was signed and what was issued stays as it was, whoever writes to the database:
 * neither UPDATE nor DELETE nor TRUNCATE.
 */
const KEPT = ["rental_signature", "rental_invoice"]

/**
 * Agreements with their signatures, and invoices with numbers that have no gaps.
 *
 * The hash of a document is checked against its bytes. An invoice takes the number after the
 * last of its series, one transaction after the other; with nothing ever deleted, that leaves
 * no gap. An order has one invoice that is not taken back; a credit note takes back one
 * invoice, whole.
 */
export class Migration20261121205010 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_signature (
        id text PRIMARY KEY,
        order_id text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
        document bytea NOT NULL,
        document_sha256 text NOT NULL
          CHECK (document_sha256 = encode(sha256(document), 'hex')),
        signed_document bytea NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        strokes jsonb NOT NULL CHECK (jsonb_typeof(strokes) = 'array'),
        address text NOT NULL,
        user_agent text NOT NULL,
        customer_id text NULL,
        signed_at timestamptz NOT NULL,
        UNIQUE (order_id, version)
      );

      CREATE TABLE rental_invoice (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
        series text NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        name text NOT NULL UNIQUE,
        order_id text NOT NULL,
        corrects text NULL UNIQUE REFERENCES rental_invoice (id),
        reason text NULL,
        currency_code text NOT NULL,
        total numeric NOT NULL,
        content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
        content jsonb NOT NULL,
        document bytea NOT NULL,
        issued_at timestamptz NOT NULL,
        issued_by text NULL,
        UNIQUE (series, number),
        CHECK ((kind = 'credit-note') = (corrects IS NOT NULL)),
        CHECK (left(name, length(series)) = series
               AND substr(name, length(series) + 1) ~ '^[0-9]{1,10}$'
               AND substr(name, length(series) + 1)::bigint = number)
      );
      CREATE INDEX rental_invoice_order_index ON rental_invoice (order_id);

      CREATE FUNCTION rental_invoice_lock(series text) RETURNS void LANGUAGE sql AS $$
        SELECT pg_advisory_xact_lock(hashtext('rental_invoice'), hashtext(series));
      $$;

      CREATE FUNCTION rental_invoice_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        last integer;
        taken rental_invoice;
      BEGIN
        PERFORM pg_advisory_xact_lock(
          hashtext('rental_invoice_order'), hashtext(NEW.order_id));
        PERFORM rental_invoice_lock(NEW.series);
        SELECT max(number) INTO last FROM rental_invoice WHERE series = NEW.series;
        IF NEW.number <> last + 1 THEN
          RAISE EXCEPTION 'The number after % is %, not %', last, last + 1, NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rental_invoice_no_gap';
        END IF;
        IF NEW.kind = 'invoice' AND EXISTS (
          SELECT 1 FROM rental_invoice i
           WHERE i.order_id = NEW.order_id AND i.kind = 'invoice'
             AND NOT EXISTS (SELECT 1 FROM rental_invoice c WHERE c.corrects = i.id)
        ) THEN
          RAISE EXCEPTION 'Order % has an invoice already', NEW.order_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rental_invoice_one_open';
        END IF;
        IF NEW.kind = 'credit-note' THEN
          SELECT * INTO taken FROM rental_invoice WHERE id = NEW.corrects;
          IF taken.kind <> 'invoice' OR taken.order_id <> NEW.order_id
             OR taken.currency_code <> NEW.currency_code OR taken.total <> -NEW.total THEN
            RAISE EXCEPTION 'A credit note takes back one invoice of its order, whole'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'rental_invoice_whole';
          END IF;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER rental_invoice_numbered BEFORE INSERT ON rental_invoice
        FOR EACH ROW EXECUTE FUNCTION rental_invoice_numbered();

      CREATE FUNCTION rental_paper_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'What is in % is never changed or deleted', TG_TABLE_NAME
          USING ERRCODE = 'integrity_constraint_violation';
      END $$;
    `)
    for (const table of KEPT) {
      this.addSql(`
        CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION rental_paper_kept();
        CREATE TRIGGER ${table}_kept_whole BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION rental_paper_kept();
      `)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP TABLE IF EXISTS rental_invoice;
      DROP TABLE IF EXISTS rental_signature;
      DROP FUNCTION IF EXISTS rental_invoice_numbered, rental_paper_kept;
      DROP FUNCTION IF EXISTS rental_invoice_lock(text);
    `)
  }
}
