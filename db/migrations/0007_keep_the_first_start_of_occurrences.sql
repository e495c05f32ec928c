ALTER TABLE "bookings" DROP CONSTRAINT "bookings_series_numbered";--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "occurrence_at" timestamp with time zone;--> statement-breakpoint
UPDATE "bookings" SET "occurrence_at" = (
  SELECT "first"."starts_at" FROM "bookings" "first"
  WHERE "first"."series_uid" = "bookings"."series_uid" AND "first"."series_index" = "bookings"."series_index"
    AND "first"."rescheduled_from_uid" IS NULL
) WHERE "series_uid" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_series_numbered" CHECK (("bookings"."series_uid" is null) = ("bookings"."series_index" is null)
        and ("bookings"."series_uid" is null) = ("bookings"."occurrence_at" is null) and "bookings"."series_index" >= 0);