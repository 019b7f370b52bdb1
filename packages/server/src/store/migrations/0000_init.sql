CREATE SCHEMA IF NOT EXISTS "kaikei";
--> statement-breakpoint
CREATE TABLE "kaikei"."deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "kaikei"."notifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"body_hash" text NOT NULL,
	"payment_hint" text,
	"provider_payment_hint" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"handled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "kaikei"."operations" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"kind" text NOT NULL,
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
	CONSTRAINT "operation_amount_is_positive" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "kaikei"."payment_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"detail" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kaikei"."payments" (
	"id" text PRIMARY KEY NOT NULL,
	"order_name" text NOT NULL,
	"provider" text NOT NULL,
	"environment" text NOT NULL,
	"merchant" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"ordered" bigint NOT NULL,
	"authorized" bigint DEFAULT 0 NOT NULL,
	"captured" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"provider_payment_id" text,
	"provider_code_id" text,
	"next_action" jsonb,
	"begin_request" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"uncertain" boolean DEFAULT false NOT NULL,
	"abandoned" boolean DEFAULT false NOT NULL,
	"retiring" boolean DEFAULT false NOT NULL,
	"fulfilment" text,
	"attention" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"next_look_at" timestamp (3) with time zone,
	"look_lease_until" timestamp (3) with time zone,
	"hinted_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "amounts_are_sane" CHECK (ordered > 0 and captured >= 0 and refunded >= 0 and refunded <= captured)
);
--> statement-breakpoint
ALTER TABLE "kaikei"."deliveries" ADD CONSTRAINT "deliveries_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "kaikei"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kaikei"."operations" ADD CONSTRAINT "operations_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "kaikei"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kaikei"."payment_events" ADD CONSTRAINT "payment_events_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "kaikei"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_delivery_per_kind" ON "kaikei"."deliveries" USING btree ("payment_id","kind");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "kaikei"."deliveries" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "kaikei"."notifications" USING btree ("provider","body_hash");--> statement-breakpoint
CREATE INDEX "notifications_by_time" ON "kaikei"."notifications" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_operation_per_key" ON "kaikei"."operations" USING btree ("payment_id","key");--> statement-breakpoint
CREATE INDEX "operations_due" ON "kaikei"."operations" USING btree ("next_look_at") WHERE next_look_at is not null;--> statement-breakpoint
CREATE INDEX "events_by_payment" ON "kaikei"."payment_events" USING btree ("payment_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_payment_per_order" ON "kaikei"."payments" USING btree ("environment","merchant","order_name") WHERE status in ('created', 'pending', 'authorized') and not abandoned and not late;--> statement-breakpoint
CREATE UNIQUE INDEX "one_fulfilling_payment_per_order" ON "kaikei"."payments" USING btree ("environment","merchant","order_name") WHERE fulfilment = 'fulfilling';--> statement-breakpoint
CREATE INDEX "payments_due" ON "kaikei"."payments" USING btree ("next_look_at") WHERE next_look_at is not null;--> statement-breakpoint
CREATE INDEX "payments_by_order" ON "kaikei"."payments" USING btree ("order_name");--> statement-breakpoint
CREATE INDEX "payments_by_provider_payment" ON "kaikei"."payments" USING btree ("provider_payment_id");