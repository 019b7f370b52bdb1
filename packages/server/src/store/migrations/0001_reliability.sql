CREATE TABLE "kaikei"."provider_states" (
	"provider" text NOT NULL,
	"environment" text NOT NULL,
	"merchant" text NOT NULL,
	"paused_until" timestamp (3) with time zone,
	"reason" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_states_provider_environment_merchant_pk" PRIMARY KEY("provider","environment","merchant")
);
--> statement-breakpoint
DROP INDEX "kaikei"."one_delivery_per_kind";--> statement-breakpoint
ALTER TABLE "kaikei"."deliveries" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "notified_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "one_delivery_per_news" ON "kaikei"."deliveries" USING btree ("payment_id","kind","version");--> statement-breakpoint
CREATE INDEX "payments_by_paid_time" ON "kaikei"."payments" USING btree ("provider","environment","merchant","paid_at") WHERE paid_at is not null;