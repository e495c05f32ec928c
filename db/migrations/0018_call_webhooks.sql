CREATE TABLE "workflow_step_secrets" (
	"step_id" integer PRIMARY KEY NOT NULL,
	"sealed_secret" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_channel_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_recipient_role_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "workflow_steps" DROP CONSTRAINT "workflow_steps_action_known";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD COLUMN "webhook_url" text;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD COLUMN "is_signed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workflow_step_secrets" ADD CONSTRAINT "workflow_step_secrets_step_id_workflow_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."workflow_steps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_known" CHECK ("messages"."channel" in ('sms', 'email', 'whatsapp', 'webhook'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_recipient_role_known" CHECK ("messages"."recipient_role" in ('attendee', 'host', 'fixed', 'receiver'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'no_host_phone', 'not_verified', 'opted_out', 'country_not_allowed', 'too_late', 'quiet_hours', 'booking_cancelled', 'booking_rescheduled', 'booking_confirmed', 'booking_declined', 'no_show_withdrawn', 'attendance_confirmed', 'cancelled_by_organizer', 'workflow_changed', 'body_empty', 'secret_unreadable', 'arrived_after_all'));--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_webhook_has_address" CHECK (("workflow_steps"."action" = 'webhook') = ("workflow_steps"."webhook_url" is not null));--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_action_known" CHECK ("workflow_steps"."action" in ('sms_attendee', 'sms_host', 'sms_number', 'email_attendee', 'email_host', 'email_address', 'whatsapp_attendee', 'whatsapp_number', 'webhook'));