ALTER TABLE "kaikei"."payments" ADD COLUMN "revision" text;--> statement-breakpoint
ALTER TABLE "kaikei"."payments" ADD COLUMN "stale" boolean DEFAULT false NOT NULL;