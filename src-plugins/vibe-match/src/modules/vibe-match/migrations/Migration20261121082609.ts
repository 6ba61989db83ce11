import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121082609 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "vibe_board" ("id" text not null, "token_hash" text not null, "status" text check ("status" in ('processing', 'ready', 'failed')) not null default 'processing', "source" jsonb not null, "progress" jsonb not null, "failures" jsonb not null, "themes" jsonb null, "error" text null, "worker" text not null, "expires_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "vibe_board_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vibe_board_deleted_at" ON "vibe_board" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vibe_board_status" ON "vibe_board" ("status") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_vibe_board_expires_at" ON "vibe_board" ("expires_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "vibe_board" cascade;`)
  }
}
