ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
DROP INDEX "messages_once_per_recipient";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "retried_by_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_recipient" ON "messages" USING btree ("booking_id","source","recipient","occurrence") WHERE "messages"."state" not in ('cancelled', 'superseded', 'skipped') and "messages"."retried_by_id" is null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_retried_once_ended" CHECK ("messages"."retried_by_id" is null or "messages"."state" in ('failed', 'undelivered', 'delivered', 'unconfirmed',
        'cancelled', 'skipped'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'no_host_phone', 'not_verified', 'country_not_allowed', 'too_late', 'quiet_hours', 'booking_cancelled', 'booking_rescheduled', 'booking_confirmed', 'booking_declined', 'no_show_withdrawn', 'cancelled_by_organizer', 'workflow_changed', 'body_empty', 'arrived_after_all'));