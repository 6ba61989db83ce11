import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Packages that leave a choice, that nest, and that are priced by their components; add-ons;
 * and what customers have chosen.
 */
export class Migration20261121223000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(PACKAGES)
    this.addSql(NESTING)
    this.addSql(ADD_ONS)
    this.addSql(CHOICES)
  }

  /** Packages in packages come apart, and components of none go: they have no place before. */
  override async down(): Promise<void> {
    this.addSql(`
      DROP TABLE IF EXISTS rental_package_choice;
      DROP TABLE IF EXISTS rental_addon;
      DROP TRIGGER IF EXISTS rental_package_component_nests ON rental_package_component;
      DROP VIEW IF EXISTS rental_package_edge CASCADE;
      DROP TABLE IF EXISTS rental_component_replacement;
      DROP FUNCTION IF EXISTS rental_packages_nest;
      DELETE FROM rental_package_component c
       WHERE c.quantity = 0
          OR EXISTS (SELECT 1 FROM rental_package_component n
                      WHERE n.package_item_id = c.component_item_id);
      ALTER TABLE rental_package_component
        DROP CONSTRAINT IF EXISTS rental_package_component_quantity_check,
        DROP COLUMN IF EXISTS position,
        DROP COLUMN IF EXISTS is_optional,
        DROP COLUMN IF EXISTS is_default,
        DROP COLUMN IF EXISTS charge,
        ADD CONSTRAINT rental_package_component_quantity_check
          CHECK (quantity BETWEEN 1 AND 100000);
      ALTER TABLE rental_item
        DROP COLUMN IF EXISTS package_pricing,
        DROP COLUMN IF EXISTS package_percent_off;
    `)
  }
}

const PACKAGES = `
  ALTER TABLE rental_item
    ADD COLUMN package_pricing text NOT NULL DEFAULT 'fixed'
      CHECK (package_pricing IN ('fixed', 'percent')),
    ADD COLUMN package_percent_off numeric NOT NULL DEFAULT 0
      CHECK (package_percent_off BETWEEN 0 AND 100);
  COMMENT ON COLUMN rental_item.package_pricing IS
    'fixed: by the price of the package. percent: the sum of its components less package_percent_off.';

  ALTER TABLE rental_package_component
    DROP CONSTRAINT rental_package_component_quantity_check,
    ADD CONSTRAINT rental_package_component_quantity_check
      CHECK (quantity BETWEEN 0 AND 100000),
    ADD COLUMN position integer NOT NULL DEFAULT 0,
    ADD COLUMN is_optional boolean NOT NULL DEFAULT false,
    ADD COLUMN is_default boolean NOT NULL DEFAULT true,
    ADD COLUMN charge text NOT NULL DEFAULT 'included'
      CHECK (charge IN ('included', 'own')),
    ADD CONSTRAINT rental_package_component_required_check CHECK (is_optional OR is_default);

  CREATE TABLE rental_component_replacement (
    component_id text NOT NULL
      REFERENCES rental_package_component (id) ON DELETE CASCADE,
    item_id text NOT NULL REFERENCES rental_item (id),
    position integer NOT NULL DEFAULT 0,
    charge text NOT NULL DEFAULT 'included' CHECK (charge IN ('included', 'difference')),
    PRIMARY KEY (component_id, item_id)
  );
  CREATE INDEX rental_component_replacement_item_index
    ON rental_component_replacement (item_id);
  CREATE TRIGGER rental_component_replacement_changes
    BEFORE INSERT OR UPDATE OR DELETE ON rental_component_replacement
    FOR EACH STATEMENT EXECUTE FUNCTION rental_catalogue_changes();
`

/*
 * Whoever writes components has the catalogue's row since before the statement began, so the
 * graph that is looked at is the whole graph. A package that contains itself is one that is
 * deep without end.
 */
const NESTING = `
  CREATE VIEW rental_package_edge AS
    SELECT package_item_id AS parent, component_item_id AS child
      FROM rental_package_component
     WHERE deleted_at IS NULL
     UNION
    SELECT c.package_item_id, r.item_id
      FROM rental_component_replacement r
      JOIN rental_package_component c ON c.id = r.component_id
     WHERE c.deleted_at IS NULL;

  CREATE FUNCTION rental_packages_nest() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      WITH RECURSIVE level (item, depth) AS (
        SELECT child, 1 FROM rental_package_edge
         UNION
        SELECT e.child, l.depth + 1
          FROM level l JOIN rental_package_edge e ON e.parent = l.item
         WHERE l.depth <= 8
      )
      SELECT 1 FROM level WHERE depth > 8
    ) THEN
      RAISE EXCEPTION 'A package contains itself, or packages nest more than 8 deep'
        USING ERRCODE = 'integrity_constraint_violation',
              CONSTRAINT = 'rental_packages_nest', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
  END $$;

  CREATE TRIGGER rental_package_component_nests
    AFTER INSERT OR UPDATE ON rental_package_component
    FOR EACH STATEMENT EXECUTE FUNCTION rental_packages_nest();
  CREATE TRIGGER rental_component_replacement_nests
    AFTER INSERT OR UPDATE ON rental_component_replacement
    FOR EACH STATEMENT EXECUTE FUNCTION rental_packages_nest();
`

const ADD_ONS = `
  CREATE TABLE rental_addon (
    item_id text NOT NULL REFERENCES rental_item (id) ON DELETE CASCADE,
    addon_item_id text NOT NULL REFERENCES rental_item (id) ON DELETE CASCADE,
    position integer NOT NULL DEFAULT 0,
    is_required boolean NOT NULL,
    quantity integer NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000),
    per integer NOT NULL DEFAULT 1 CHECK (per BETWEEN 1 AND 100000),
    PRIMARY KEY (item_id, addon_item_id),
    CONSTRAINT rental_addon_not_itself CHECK (item_id <> addon_item_id)
  );
  COMMENT ON TABLE rental_addon IS
    'What goes with an item: quantity units for every per units of it, begun ones whole.';
  CREATE INDEX rental_addon_addon_item_index ON rental_addon (addon_item_id);
  CREATE TRIGGER rental_addon_changes
    BEFORE INSERT OR UPDATE OR DELETE ON rental_addon
    FOR EACH STATEMENT EXECUTE FUNCTION rental_catalogue_changes();
`

const CHOICES = `
  CREATE TABLE rental_package_choice (
    owner_id text NOT NULL,
    variant_id text NOT NULL,
    line_item_id text NULL,
    choice jsonb NOT NULL CHECK (jsonb_typeof(choice) = 'object'),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner_id, variant_id)
  );
  COMMENT ON TABLE rental_package_choice IS
    'What was chosen of a package. owner_id is an order, or a cart; line_item_id is the cart''s line.';
`
