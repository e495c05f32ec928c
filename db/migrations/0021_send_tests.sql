ALTER TABLE "messages" ALTER COLUMN "booking_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "test_booking_id" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_test_booking_id_bookings_id_fk" FOREIGN KEY ("test_booking_id") REFERENCES "public"."bookings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_test" ON "messages" USING btree ("owner_id","source") WHERE "messages"."booking_id" is null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tests_have_no_booking" CHECK (("messages"."booking_id" is null) = ("messages"."source" like 'test:%')
        and ("messages"."test_booking_id" is null or "messages"."booking_id" is null));