CREATE TABLE "inbound_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_message_id" text NOT NULL,
	"owner_id" integer,
	"booking_id" integer,
	"from_number" text NOT NULL,
	"to_number" text NOT NULL,
	"body" text NOT NULL,
	"kind" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inbound_texts_once" UNIQUE("provider_message_id"),
	CONSTRAINT "inbound_texts_kind_known" CHECK ("inbound_texts"."kind" in ('stop', 'start', 'yes', 'help', 'confirm', 'cancel', 'reschedule', 'choice', 'other'))
);
--> statement-breakpoint
CREATE TABLE "reply_questions" (
	"phone_number" text PRIMARY KEY NOT NULL,
	"owner_id" integer NOT NULL,
	"request" text NOT NULL,
	"booking_ids" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reply_questions_request_known" CHECK ("reply_questions"."request" in ('confirm', 'cancel', 'reschedule'))
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "opt_outs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"phone_number" text NOT NULL,
	"source" text NOT NULL,
	"opted_out_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	"consent" text,
	CONSTRAINT "opt_outs_phone_is_e164" CHECK ("opt_outs"."phone_number" ~ '^\+[1-9][0-9]{4,14}$'),
	CONSTRAINT "opt_outs_source_known" CHECK ("opt_outs"."source" in ('reply', 'provider')),
	CONSTRAINT "opt_outs_lifter_known" CHECK ("opt_outs"."lifted_by" in ('reply', 'organizer')),
	CONSTRAINT "opt_outs_lifted_by_somebody" CHECK (("opt_outs"."lifted_at" is null) = ("opt_outs"."lifted_by" is null)),
	CONSTRAINT "opt_outs_organizer_states_consent" CHECK (("opt_outs"."lifted_by" is not distinct from 'organizer') = ("opt_outs"."consent" is not null))
);
--> statement-breakpoint
ALTER TABLE "bookings" DROP CONSTRAINT "bookings_door_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_trigger_known";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_timings_when_timed";--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "attendance_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "inbound_texts" ADD CONSTRAINT "inbound_texts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_texts" ADD CONSTRAINT "inbound_texts_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_questions" ADD CONSTRAINT "reply_questions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_outs" ADD CONSTRAINT "opt_outs_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbound_texts_by_booking" ON "inbound_texts" USING btree ("booking_id");--> statement-breakpoint
CREATE UNIQUE INDEX "opt_outs_one_in_force" ON "opt_outs" USING btree ("owner_id","phone_number") WHERE "opt_outs"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "opt_outs_by_phone" ON "opt_outs" USING btree ("phone_number");--> statement-breakpoint
CREATE INDEX "messages_by_phone" ON "messages" USING btree ("recipient","owner_id") WHERE "messages"."channel" <> 'email';--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_door_known" CHECK ("bookings"."door" in ('web', 'rest', 'mcp', 'embed', 'organizer', 'import', 'text'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'no_host_phone', 'not_verified', 'opted_out', 'country_not_allowed', 'too_late', 'quiet_hours', 'booking_cancelled', 'booking_rescheduled', 'booking_confirmed', 'booking_declined', 'no_show_withdrawn', 'attendance_confirmed', 'cancelled_by_organizer', 'workflow_changed', 'body_empty', 'arrived_after_all'));--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_trigger_known" CHECK ("workflows"."trigger" in ('new_booking', 'requested', 'confirmed', 'declined', 'rescheduled', 'cancelled', 'before_meeting', 'attendance_not_confirmed', 'after_meeting', 'no_show_attendee', 'no_show_host'));--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_timings_when_timed" CHECK (("workflows"."trigger" in ('before_meeting', 'attendance_not_confirmed', 'after_meeting')) = (jsonb_array_length("workflows"."timings") > 0));