CREATE TABLE "verification_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" integer NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"code_hash" text NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "verification_codes_kind_known" CHECK ("verification_codes"."kind" in ('phone', 'email'))
);
--> statement-breakpoint
CREATE TABLE "verified_recipients" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "verified_recipients_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"is_own" boolean DEFAULT false NOT NULL,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "verified_recipients_once_per_owner" UNIQUE("owner_id","kind","value"),
	CONSTRAINT "verified_recipients_kind_known" CHECK ("verified_recipients"."kind" in ('phone', 'email')),
	CONSTRAINT "verified_recipients_own_is_a_verified_phone" CHECK (not "verified_recipients"."is_own" or ("verified_recipients"."kind" = 'phone' and "verified_recipients"."verified_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_channel_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_recipient_role_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_state_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "workflow_steps" DROP CONSTRAINT "workflow_steps_action_known";--> statement-breakpoint
ALTER TABLE "workflow_steps" DROP CONSTRAINT "workflow_steps_mail_has_subject";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_trigger_known";--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "host_absent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "include_calendar_event" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "content_sid" text;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD COLUMN "verified_recipient_id" integer;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD COLUMN "include_calendar_event" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD COLUMN "content_sid" text;--> statement-breakpoint
ALTER TABLE "verification_codes" ADD CONSTRAINT "verification_codes_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verified_recipients" ADD CONSTRAINT "verified_recipients_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "verification_codes_by_owner" ON "verification_codes" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "verification_codes_by_recipient" ON "verification_codes" USING btree ("kind","value","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "verified_recipients_one_own" ON "verified_recipients" USING btree ("owner_id") WHERE "verified_recipients"."is_own";--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_verified_recipient_id_verified_recipients_id_fk" FOREIGN KEY ("verified_recipient_id") REFERENCES "public"."verified_recipients"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "workflow_steps_by_recipient" ON "workflow_steps" USING btree ("verified_recipient_id");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_known" CHECK ("messages"."channel" in ('sms', 'email', 'whatsapp'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_recipient_role_known" CHECK ("messages"."recipient_role" in ('attendee', 'host', 'fixed'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_state_known" CHECK ("messages"."state" in ('planned', 'armed', 'sending', 'retrying', 'reconciling', 'accepted', 'delivered', 'undelivered', 'unconfirmed', 'failed', 'cancelled', 'superseded', 'skipped'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'no_host_phone', 'not_verified', 'country_not_allowed', 'too_late', 'quiet_hours', 'booking_cancelled', 'booking_rescheduled', 'booking_confirmed', 'booking_declined', 'no_show_withdrawn', 'cancelled_by_organizer', 'workflow_changed', 'body_empty'));--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_action_known" CHECK ("workflow_steps"."action" in ('sms_attendee', 'sms_host', 'sms_number', 'email_attendee', 'email_host', 'email_address', 'whatsapp_attendee', 'whatsapp_number'));--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_mail_has_subject" CHECK (not ("workflow_steps"."action" in ('email_attendee', 'email_host', 'email_address')) or "workflow_steps"."subject" is not null);--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_trigger_known" CHECK ("workflows"."trigger" in ('new_booking', 'requested', 'confirmed', 'declined', 'rescheduled', 'cancelled', 'before_meeting', 'after_meeting', 'no_show_attendee', 'no_show_host'));