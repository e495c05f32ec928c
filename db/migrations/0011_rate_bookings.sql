ALTER TABLE "bookings" ADD COLUMN "rating" integer;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "rating_comment" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_rating_in_range" CHECK ("bookings"."rating" between 1 and 5);