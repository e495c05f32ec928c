ALTER TABLE "absences" ADD COLUMN "reason" text DEFAULT 'unspecified' NOT NULL;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "uuid" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_reason_known" CHECK ("absences"."reason" in ('unspecified', 'vacation', 'travel', 'sick', 'public_holiday'));