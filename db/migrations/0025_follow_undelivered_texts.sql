ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "fallback" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "fallback_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "parent_message_id" uuid;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD COLUMN "fallback" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_parent_message_id_messages_id_fk" FOREIGN KEY ("parent_message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_one_fallback" ON "messages" USING btree ("parent_message_id") WHERE "messages"."retried_by_id" is null;--> statement-breakpoint
CREATE INDEX "messages_by_parent" ON "messages" USING btree ("parent_message_id") WHERE "messages"."parent_message_id" is not null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_fallback_has_a_parent" CHECK (("messages"."source" like 'fallback:%') = ("messages"."parent_message_id" is not null)
        and ("messages"."provider" is null or "messages"."parent_message_id" is not null));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_fallback_of_texts_once" CHECK ("messages"."fallback" is null or ("messages"."channel" in ('sms', 'whatsapp') and "messages"."parent_message_id" is null));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_fallback_is_awaited" CHECK ("messages"."fallback_at" is null or "messages"."state" = 'accepted');--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'no_host_phone', 'not_verified', 'opted_out', 'country_not_allowed', 'too_late', 'quiet_hours', 'booking_cancelled', 'booking_rescheduled', 'booking_confirmed', 'booking_declined', 'no_show_withdrawn', 'attendance_confirmed', 'cancelled_by_organizer', 'workflow_changed', 'body_empty', 'secret_unreadable', 'arrived_after_all', 'no_other_provider', 'parent_delivered', 'parent_retried'));--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_fallback_of_texts" CHECK ("workflow_steps"."fallback" is null or ("workflow_steps"."action" in ('sms_attendee', 'sms_host', 'sms_number', 'whatsapp_attendee', 'whatsapp_number')));--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_fallback_known" CHECK ("workflow_steps"."fallback" is null or (
  ("workflow_steps"."fallback" ->> 'kind' in ('email', 'other_provider')) is true
  and coalesce(("workflow_steps"."fallback" ->> 'afterMinutes')::integer, 1)
    between 1 and 1440
));