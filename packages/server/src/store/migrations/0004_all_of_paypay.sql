CREATE TABLE "kaikei"."account_links" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"environment" text NOT NULL,
	"merchant" text NOT NULL,
	"customer" text NOT NULL,
	"authorization_cipher" text,
	"authorization_hash" text NOT NULL,
	"masked_phone" text,
	"scopes" jsonb NOT NULL,
	"status" text NOT NULL,
	"ended_because" text,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"next_look_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kaikei"."cashbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"of" text,
	"provider" text NOT NULL,
	"environment" text NOT NULL,
	"merchant" text NOT NULL,
	"customer" text NOT NULL,
	"account_link" text NOT NULL,
	"payment_id" text,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text,
	"key" text,
	"status" text NOT NULL,
	"problem" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"absent_since" timestamp (3) with time zone,
	"next_look_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "cashback_amount_is_positive" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "kaikei"."link_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"environment" text NOT NULL,
	"merchant" text NOT NULL,
	"customer" text NOT NULL,
	"nonce_hash" text NOT NULL,
	"browser_hash" text,
	"return_path" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"status" text NOT NULL,
	"pending_cipher" text,
	"masked_phone" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "kaikei"."operations" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "kaikei"."operations" ADD COLUMN "until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "method" text DEFAULT 'code' NOT NULL;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "capture_mode" text DEFAULT 'automatic' NOT NULL;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "customer" text;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "account_link" text;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "agreed_to_similar" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "charge_key" text;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "hold_expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "decline_reason" text;--> statement-breakpoint
ALTER TABLE "kaikei"."cashbacks" ADD CONSTRAINT "cashbacks_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "kaikei"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_link_per_customer" ON "kaikei"."account_links" USING btree ("provider","environment","merchant","customer") WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "links_by_authorization" ON "kaikei"."account_links" USING btree ("authorization_hash");--> statement-breakpoint
CREATE INDEX "links_due" ON "kaikei"."account_links" USING btree ("next_look_at") WHERE next_look_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_cashback_per_key" ON "kaikei"."cashbacks" USING btree ("environment","merchant","key");--> statement-breakpoint
CREATE INDEX "cashbacks_by_customer" ON "kaikei"."cashbacks" USING btree ("customer");--> statement-breakpoint
CREATE INDEX "cashbacks_due" ON "kaikei"."cashbacks" USING btree ("next_look_at") WHERE next_look_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_attempt_per_nonce" ON "kaikei"."link_attempts" USING btree ("nonce_hash");--> statement-breakpoint
CREATE INDEX "attempts_by_customer" ON "kaikei"."link_attempts" USING btree ("customer","created_at");--> statement-breakpoint
CREATE INDEX "attempts_by_expiry" ON "kaikei"."link_attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_payment_per_charge_key" ON "kaikei"."payments" USING btree ("environment","merchant","charge_key") WHERE charge_key is not null;--> statement-breakpoint
CREATE INDEX "payments_by_account_link" ON "kaikei"."payments" USING btree ("account_link") WHERE account_link is not null;