ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "moved_from_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "moved_reason" text;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "late_booking" jsonb DEFAULT '{"kind":"skip"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "quiet_hours" jsonb;--> statement-breakpoint
CREATE INDEX "messages_by_step" ON "messages" USING btree ("step_id");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_move_reason_known" CHECK ("messages"."moved_reason" in ('late_booking', 'quiet_hours'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_moved_from_a_time" CHECK (("messages"."moved_reason" is null) = ("messages"."moved_from_at" is null));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'too_late', 'quiet_hours', 'booking_cancelled', 'booking_rescheduled',
        'booking_confirmed', 'booking_declined', 'cancelled_by_organizer', 'workflow_changed', 'body_empty'));