// Made from the SQL files in migrations/ by scripts/embed-migrations.ts; do not edit.

export const migrations: readonly { id: string; statements: readonly string[] }[] = [
  {
    "id": "0000_init",
    "statements": [
      "CREATE SCHEMA IF NOT EXISTS \"kaikei\";",
      "CREATE TABLE \"kaikei\".\"deliveries\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"payment_id\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"created_at\" timestamp (3) with time zone NOT NULL,\n\t\"next_attempt_at\" timestamp (3) with time zone,\n\t\"attempts\" integer DEFAULT 0 NOT NULL,\n\t\"delivered_at\" timestamp (3) with time zone,\n\t\"last_error\" text\n);",
      "CREATE TABLE \"kaikei\".\"notifications\" (\n\t\"id\" bigserial PRIMARY KEY NOT NULL,\n\t\"provider\" text NOT NULL,\n\t\"body_hash\" text NOT NULL,\n\t\"payment_hint\" text,\n\t\"provider_payment_hint\" text,\n\t\"received_at\" timestamp (3) with time zone NOT NULL,\n\t\"times\" integer DEFAULT 1 NOT NULL,\n\t\"handled_at\" timestamp (3) with time zone\n);",
      "CREATE TABLE \"kaikei\".\"operations\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"payment_id\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"amount\" bigint NOT NULL,\n\t\"reason\" text,\n\t\"key\" text,\n\t\"status\" text NOT NULL,\n\t\"problem\" text,\n\t\"requested_at\" timestamp (3) with time zone NOT NULL,\n\t\"asked_at\" timestamp (3) with time zone NOT NULL,\n\t\"absent_since\" timestamp (3) with time zone,\n\t\"next_look_at\" timestamp (3) with time zone,\n\t\"failures\" integer DEFAULT 0 NOT NULL,\n\tCONSTRAINT \"operation_amount_is_positive\" CHECK (amount > 0)\n);",
      "CREATE TABLE \"kaikei\".\"payment_events\" (\n\t\"id\" bigserial PRIMARY KEY NOT NULL,\n\t\"payment_id\" text NOT NULL,\n\t\"version\" integer NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"detail\" jsonb NOT NULL,\n\t\"at\" timestamp (3) with time zone NOT NULL\n);",
      "CREATE TABLE \"kaikei\".\"payments\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"order_name\" text NOT NULL,\n\t\"provider\" text NOT NULL,\n\t\"environment\" text NOT NULL,\n\t\"merchant\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"currency\" text NOT NULL,\n\t\"ordered\" bigint NOT NULL,\n\t\"authorized\" bigint DEFAULT 0 NOT NULL,\n\t\"captured\" bigint DEFAULT 0 NOT NULL,\n\t\"refunded\" bigint DEFAULT 0 NOT NULL,\n\t\"provider_payment_id\" text,\n\t\"provider_code_id\" text,\n\t\"next_action\" jsonb,\n\t\"begin_request\" text NOT NULL,\n\t\"expires_at\" timestamp (3) with time zone,\n\t\"late\" boolean DEFAULT false NOT NULL,\n\t\"uncertain\" boolean DEFAULT false NOT NULL,\n\t\"abandoned\" boolean DEFAULT false NOT NULL,\n\t\"retiring\" boolean DEFAULT false NOT NULL,\n\t\"fulfilment\" text,\n\t\"attention\" text,\n\t\"created_at\" timestamp (3) with time zone NOT NULL,\n\t\"paid_at\" timestamp (3) with time zone,\n\t\"closed_at\" timestamp (3) with time zone,\n\t\"version\" integer DEFAULT 1 NOT NULL,\n\t\"next_look_at\" timestamp (3) with time zone,\n\t\"look_lease_until\" timestamp (3) with time zone,\n\t\"hinted_at\" timestamp (3) with time zone,\n\t\"failures\" integer DEFAULT 0 NOT NULL,\n\tCONSTRAINT \"amounts_are_sane\" CHECK (ordered > 0 and captured >= 0 and refunded >= 0 and refunded <= captured)\n);",
      "ALTER TABLE \"kaikei\".\"deliveries\" ADD CONSTRAINT \"deliveries_payment_id_payments_id_fk\" FOREIGN KEY (\"payment_id\") REFERENCES \"kaikei\".\"payments\"(\"id\") ON DELETE no action ON UPDATE no action;",
      "ALTER TABLE \"kaikei\".\"operations\" ADD CONSTRAINT \"operations_payment_id_payments_id_fk\" FOREIGN KEY (\"payment_id\") REFERENCES \"kaikei\".\"payments\"(\"id\") ON DELETE no action ON UPDATE no action;",
      "ALTER TABLE \"kaikei\".\"payment_events\" ADD CONSTRAINT \"payment_events_payment_id_payments_id_fk\" FOREIGN KEY (\"payment_id\") REFERENCES \"kaikei\".\"payments\"(\"id\") ON DELETE no action ON UPDATE no action;",
      "CREATE UNIQUE INDEX \"one_delivery_per_kind\" ON \"kaikei\".\"deliveries\" USING btree (\"payment_id\",\"kind\");",
      "CREATE INDEX \"deliveries_due\" ON \"kaikei\".\"deliveries\" USING btree (\"next_attempt_at\") WHERE next_attempt_at is not null;",
      "CREATE UNIQUE INDEX \"notifications_once\" ON \"kaikei\".\"notifications\" USING btree (\"provider\",\"body_hash\");",
      "CREATE INDEX \"notifications_by_time\" ON \"kaikei\".\"notifications\" USING btree (\"received_at\");",
      "CREATE UNIQUE INDEX \"one_operation_per_key\" ON \"kaikei\".\"operations\" USING btree (\"payment_id\",\"key\");",
      "CREATE INDEX \"operations_due\" ON \"kaikei\".\"operations\" USING btree (\"next_look_at\") WHERE next_look_at is not null;",
      "CREATE INDEX \"events_by_payment\" ON \"kaikei\".\"payment_events\" USING btree (\"payment_id\",\"id\");",
      "CREATE UNIQUE INDEX \"one_live_payment_per_order\" ON \"kaikei\".\"payments\" USING btree (\"environment\",\"merchant\",\"order_name\") WHERE status in ('created', 'pending', 'authorized') and not abandoned and not late;",
      "CREATE UNIQUE INDEX \"one_fulfilling_payment_per_order\" ON \"kaikei\".\"payments\" USING btree (\"environment\",\"merchant\",\"order_name\") WHERE fulfilment = 'fulfilling';",
      "CREATE INDEX \"payments_due\" ON \"kaikei\".\"payments\" USING btree (\"next_look_at\") WHERE next_look_at is not null;",
      "CREATE INDEX \"payments_by_order\" ON \"kaikei\".\"payments\" USING btree (\"order_name\");",
      "CREATE INDEX \"payments_by_provider_payment\" ON \"kaikei\".\"payments\" USING btree (\"provider_payment_id\");"
    ]
  },
  {
    "id": "0001_reliability",
    "statements": [
      "CREATE TABLE \"kaikei\".\"provider_states\" (\n\t\"provider\" text NOT NULL,\n\t\"environment\" text NOT NULL,\n\t\"merchant\" text NOT NULL,\n\t\"paused_until\" timestamp (3) with time zone,\n\t\"reason\" text,\n\t\"failures\" integer DEFAULT 0 NOT NULL,\n\t\"changed_at\" timestamp (3) with time zone NOT NULL,\n\tCONSTRAINT \"provider_states_provider_environment_merchant_pk\" PRIMARY KEY(\"provider\",\"environment\",\"merchant\")\n);",
      "DROP INDEX \"kaikei\".\"one_delivery_per_kind\";",
      "ALTER TABLE \"kaikei\".\"deliveries\" ADD COLUMN \"version\" integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"notified_at\" timestamp (3) with time zone;",
      "CREATE UNIQUE INDEX \"one_delivery_per_news\" ON \"kaikei\".\"deliveries\" USING btree (\"payment_id\",\"kind\",\"version\");",
      "CREATE INDEX \"payments_by_paid_time\" ON \"kaikei\".\"payments\" USING btree (\"provider\",\"environment\",\"merchant\",\"paid_at\") WHERE paid_at is not null;"
    ]
  },
  {
    "id": "0002_revision",
    "statements": [
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"revision\" text;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"stale\" boolean DEFAULT false NOT NULL;"
    ]
  },
  {
    "id": "0003_attention",
    "statements": [
      "CREATE INDEX \"payments_needing_attention\" ON \"kaikei\".\"payments\" USING btree (\"created_at\") WHERE attention is not null;"
    ]
  },
  {
    "id": "0004_all_of_paypay",
    "statements": [
      "CREATE TABLE \"kaikei\".\"account_links\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"provider\" text NOT NULL,\n\t\"environment\" text NOT NULL,\n\t\"merchant\" text NOT NULL,\n\t\"customer\" text NOT NULL,\n\t\"authorization_cipher\" text,\n\t\"authorization_hash\" text NOT NULL,\n\t\"masked_phone\" text,\n\t\"scopes\" jsonb NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"ended_because\" text,\n\t\"linked_at\" timestamp (3) with time zone NOT NULL,\n\t\"expires_at\" timestamp (3) with time zone,\n\t\"ended_at\" timestamp (3) with time zone,\n\t\"next_look_at\" timestamp (3) with time zone,\n\t\"failures\" integer DEFAULT 0 NOT NULL\n);",
      "CREATE TABLE \"kaikei\".\"cashbacks\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"of\" text,\n\t\"provider\" text NOT NULL,\n\t\"environment\" text NOT NULL,\n\t\"merchant\" text NOT NULL,\n\t\"customer\" text NOT NULL,\n\t\"account_link\" text NOT NULL,\n\t\"payment_id\" text,\n\t\"currency\" text NOT NULL,\n\t\"amount\" bigint NOT NULL,\n\t\"reason\" text,\n\t\"key\" text,\n\t\"status\" text NOT NULL,\n\t\"problem\" text,\n\t\"requested_at\" timestamp (3) with time zone NOT NULL,\n\t\"asked_at\" timestamp (3) with time zone NOT NULL,\n\t\"absent_since\" timestamp (3) with time zone,\n\t\"next_look_at\" timestamp (3) with time zone,\n\t\"failures\" integer DEFAULT 0 NOT NULL,\n\tCONSTRAINT \"cashback_amount_is_positive\" CHECK (amount > 0)\n);",
      "CREATE TABLE \"kaikei\".\"link_attempts\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"provider\" text NOT NULL,\n\t\"environment\" text NOT NULL,\n\t\"merchant\" text NOT NULL,\n\t\"customer\" text NOT NULL,\n\t\"nonce_hash\" text NOT NULL,\n\t\"browser_hash\" text,\n\t\"return_path\" text NOT NULL,\n\t\"scopes\" jsonb NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"pending_cipher\" text,\n\t\"masked_phone\" text,\n\t\"created_at\" timestamp (3) with time zone NOT NULL,\n\t\"expires_at\" timestamp (3) with time zone NOT NULL,\n\t\"finished_at\" timestamp (3) with time zone\n);",
      "ALTER TABLE \"kaikei\".\"operations\" ADD COLUMN \"url\" text;",
      "ALTER TABLE \"kaikei\".\"operations\" ADD COLUMN \"until\" timestamp (3) with time zone;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"method\" text DEFAULT 'code' NOT NULL;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"capture_mode\" text DEFAULT 'automatic' NOT NULL;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"customer\" text;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"account_link\" text;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"agreed_to_similar\" boolean DEFAULT false NOT NULL;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"charge_key\" text;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"hold_expires_at\" timestamp (3) with time zone;",
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"decline_reason\" text;",
      "ALTER TABLE \"kaikei\".\"cashbacks\" ADD CONSTRAINT \"cashbacks_payment_id_payments_id_fk\" FOREIGN KEY (\"payment_id\") REFERENCES \"kaikei\".\"payments\"(\"id\") ON DELETE no action ON UPDATE no action;",
      "CREATE UNIQUE INDEX \"one_active_link_per_customer\" ON \"kaikei\".\"account_links\" USING btree (\"provider\",\"environment\",\"merchant\",\"customer\") WHERE status = 'active';",
      "CREATE INDEX \"links_by_authorization\" ON \"kaikei\".\"account_links\" USING btree (\"authorization_hash\");",
      "CREATE INDEX \"links_due\" ON \"kaikei\".\"account_links\" USING btree (\"next_look_at\") WHERE next_look_at is not null;",
      "CREATE UNIQUE INDEX \"one_cashback_per_key\" ON \"kaikei\".\"cashbacks\" USING btree (\"environment\",\"merchant\",\"key\");",
      "CREATE INDEX \"cashbacks_by_customer\" ON \"kaikei\".\"cashbacks\" USING btree (\"customer\");",
      "CREATE INDEX \"cashbacks_due\" ON \"kaikei\".\"cashbacks\" USING btree (\"next_look_at\") WHERE next_look_at is not null;",
      "CREATE UNIQUE INDEX \"one_attempt_per_nonce\" ON \"kaikei\".\"link_attempts\" USING btree (\"nonce_hash\");",
      "CREATE INDEX \"attempts_by_customer\" ON \"kaikei\".\"link_attempts\" USING btree (\"customer\",\"created_at\");",
      "CREATE INDEX \"attempts_by_expiry\" ON \"kaikei\".\"link_attempts\" USING btree (\"expires_at\");",
      "CREATE UNIQUE INDEX \"one_payment_per_charge_key\" ON \"kaikei\".\"payments\" USING btree (\"environment\",\"merchant\",\"charge_key\") WHERE charge_key is not null;",
      "CREATE INDEX \"payments_by_account_link\" ON \"kaikei\".\"payments\" USING btree (\"account_link\") WHERE account_link is not null;"
    ]
  },
  {
    "id": "0005_link_looked_at",
    "statements": [
      "ALTER TABLE \"kaikei\".\"account_links\" ADD COLUMN \"looked_at\" timestamp (3) with time zone;"
    ]
  },
  {
    "id": "0006_charge_doubt",
    "statements": [
      "ALTER TABLE \"kaikei\".\"payments\" ADD COLUMN \"doubt\" jsonb;"
    ]
  }
];
