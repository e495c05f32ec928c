CREATE TABLE "attendees" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendees_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"booking_id" integer NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone_number" text,
	"time_zone" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"absent" boolean DEFAULT false NOT NULL,
	CONSTRAINT "attendees_phone_is_e164" CHECK ("attendees"."phone_number" ~ '^\+[1-9][0-9]{4,14}$'),
	CONSTRAINT "attendees_reachable" CHECK ("attendees"."email" is not null or "attendees"."phone_number" is not null)
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bookings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"uid" text NOT NULL,
	"owner_id" integer NOT NULL,
	"event_type_id" integer NOT NULL,
	"status" text NOT NULL,
	"title" text NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"location" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"responses" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"guests" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"requested_workflow_ids" jsonb,
	"door" text NOT NULL,
	"calendar_uid" text NOT NULL,
	"calendar_sequence" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"rescheduled_from_uid" text,
	"rescheduled_to_uid" text,
	"rescheduling_reason" text,
	"rescheduled_by_email" text,
	"cancellation_reason" text,
	"cancelled_by_email" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bookings_uid_unique" UNIQUE("uid"),
	CONSTRAINT "bookings_end_after_start" CHECK ("bookings"."ends_at" > "bookings"."starts_at"),
	CONSTRAINT "bookings_status_known" CHECK ("bookings"."status" in ('pending', 'accepted', 'cancelled', 'rejected')),
	CONSTRAINT "bookings_door_known" CHECK ("bookings"."door" in ('web', 'rest', 'mcp', 'embed', 'organizer', 'import')),
	CONSTRAINT "bookings_moved_means_closed" CHECK ("bookings"."rescheduled_to_uid" is null or "bookings"."status" = 'cancelled')
);
--> statement-breakpoint
CREATE TABLE "occupancies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "occupancies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"host_id" integer NOT NULL,
	"booking_id" integer,
	"event_type_id" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"exclusive" boolean DEFAULT true NOT NULL,
	"released_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	CONSTRAINT "occupancies_end_after_start" CHECK ("occupancies"."ends_at" > "occupancies"."starts_at"),
	CONSTRAINT "occupancies_held_or_booked" CHECK ("occupancies"."booking_id" is not null or "occupancies"."expires_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "event_types" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_types_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"schedule_id" integer NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"location" text DEFAULT '' NOT NULL,
	"length_minutes" integer NOT NULL,
	"slot_interval_minutes" integer,
	"minimum_notice_minutes" integer DEFAULT 120 NOT NULL,
	"buffer_before_minutes" integer DEFAULT 0 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 0 NOT NULL,
	"phone_required" boolean DEFAULT false NOT NULL,
	"hidden" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_types_slug_per_owner" UNIQUE("owner_id","slug"),
	CONSTRAINT "event_types_slug_is_slug" CHECK ("event_types"."slug" ~ '^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$'),
	CONSTRAINT "event_types_length_in_range" CHECK ("event_types"."length_minutes" between 1 and 1440),
	CONSTRAINT "event_types_interval_in_range" CHECK ("event_types"."slot_interval_minutes" between 5 and 1440),
	CONSTRAINT "event_types_notice_not_negative" CHECK ("event_types"."minimum_notice_minutes" >= 0),
	CONSTRAINT "event_types_buffers_in_range" CHECK ("event_types"."buffer_before_minutes" between 0 and 1440 and "event_types"."buffer_after_minutes" between 0 and 1440)
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "schedules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"weekly_hours" jsonb NOT NULL,
	"overrides" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"generation" integer NOT NULL,
	"state" text NOT NULL,
	"provider" text NOT NULL,
	"body" text NOT NULL,
	"refusal" text,
	"code" text,
	"http_status" integer,
	"provider_message_id" text,
	"request_id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "attempts_number_per_message" UNIQUE("message_id","number"),
	CONSTRAINT "attempts_state_known" CHECK ("attempts"."state" in ('started', 'accepted', 'refused', 'unknown')),
	CONSTRAINT "attempts_refusal_has_class_and_code" CHECK ("attempts"."state" <> 'refused' or ("attempts"."refusal" is not null and "attempts"."code" is not null)),
	CONSTRAINT "attempts_ended_unless_started" CHECK (("attempts"."state" = 'started') = ("attempts"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" integer NOT NULL,
	"booking_id" integer NOT NULL,
	"source" text NOT NULL,
	"workflow_id" integer,
	"step_id" integer,
	"workflow_name" text NOT NULL,
	"step_number" integer NOT NULL,
	"channel" text NOT NULL,
	"recipient_role" text NOT NULL,
	"recipient" text NOT NULL,
	"occurrence" text DEFAULT '' NOT NULL,
	"body_template" text NOT NULL,
	"subject_template" text,
	"due_at" timestamp with time zone NOT NULL,
	"relevant_until_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"code" text,
	"generation" integer DEFAULT 0 NOT NULL,
	"current_attempt_id" uuid,
	"lease_expires_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone,
	"look_count" integer DEFAULT 0 NOT NULL,
	"next_look_at" timestamp with time zone,
	"provider_message_id" text,
	"superseded_by_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_channel_known" CHECK ("messages"."channel" in ('sms', 'email')),
	CONSTRAINT "messages_recipient_role_known" CHECK ("messages"."recipient_role" in ('attendee', 'host')),
	CONSTRAINT "messages_state_known" CHECK ("messages"."state" in ('planned', 'armed', 'sending', 'retrying', 'reconciling', 'accepted', 'delivered',
        'undelivered', 'unconfirmed', 'failed', 'cancelled', 'superseded', 'skipped')),
	CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'too_late', 'booking_cancelled', 'booking_rescheduled',
        'cancelled_by_organizer', 'body_empty')),
	CONSTRAINT "messages_stop_has_reason" CHECK (("messages"."state" in ('cancelled', 'superseded', 'skipped')) = ("messages"."reason" is not null)),
	CONSTRAINT "messages_open_have_a_next_look" CHECK (("messages"."state" not in ('planned', 'armed', 'sending', 'retrying', 'reconciling'))
        or "messages"."next_look_at" is not null),
	CONSTRAINT "messages_ended_have_no_next_look" CHECK (("messages"."state" not in ('delivered', 'failed', 'cancelled', 'superseded', 'skipped'))
        or "messages"."next_look_at" is null),
	CONSTRAINT "messages_sending_is_leased" CHECK ("messages"."state" <> 'sending' or ("messages"."current_attempt_id" is not null and "messages"."lease_expires_at" is not null)),
	CONSTRAINT "messages_retry_has_a_time" CHECK ("messages"."state" <> 'retrying' or "messages"."next_attempt_at" is not null),
	CONSTRAINT "messages_failed_has_code" CHECK ("messages"."state" <> 'failed' or "messages"."code" is not null),
	CONSTRAINT "messages_reachable_unless_skipped" CHECK ("messages"."recipient" <> '' or "messages"."state" = 'skipped')
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "receipts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"attempt_id" uuid NOT NULL,
	"status" text NOT NULL,
	"code" text DEFAULT '' NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "receipts_once" UNIQUE("attempt_id","status","code")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"booking_id" integer,
	"action" text NOT NULL,
	"door" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"request_id" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotent_answers_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"send_count" integer DEFAULT 0 NOT NULL,
	"lease_expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "outbox_state_known" CHECK ("outbox"."state" in ('waiting', 'leased', 'sent')),
	CONSTRAINT "outbox_lease_ends" CHECK (("outbox"."state" = 'leased') = ("outbox"."lease_expires_at" is not null)),
	CONSTRAINT "outbox_sent_has_time" CHECK (("outbox"."state" = 'sent') = ("outbox"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"last_characters" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash"),
	CONSTRAINT "api_keys_hash_is_sha256" CHECK ("api_keys"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "sign_in_rate_limits" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "sign_in_rate_limits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "sign_in_rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"username" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_username_unique" UNIQUE("username"),
	CONSTRAINT "users_username_is_slug" CHECK ("users"."username" ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$'),
	CONSTRAINT "users_email_is_lower_case" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "verifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflow_activations" (
	"workflow_id" integer NOT NULL,
	"event_type_id" integer NOT NULL,
	CONSTRAINT "workflow_activations_workflow_id_event_type_id_pk" PRIMARY KEY("workflow_id","event_type_id")
);
--> statement-breakpoint
CREATE TABLE "workflow_steps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workflow_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workflow_id" integer NOT NULL,
	"step_number" integer NOT NULL,
	"action" text NOT NULL,
	"body" text NOT NULL,
	"subject" text,
	"phone_required" boolean DEFAULT false NOT NULL,
	CONSTRAINT "workflow_steps_number_per_workflow" UNIQUE("workflow_id","step_number"),
	CONSTRAINT "workflow_steps_action_known" CHECK ("workflow_steps"."action" in ('sms_attendee', 'email_attendee', 'email_host')),
	CONSTRAINT "workflow_steps_mail_has_subject" CHECK ("workflow_steps"."action" = 'sms_attendee' or "workflow_steps"."subject" is not null)
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workflows_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"name" text NOT NULL,
	"trigger" text NOT NULL,
	"offset_minutes" integer,
	"active_on_all" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflows_trigger_known" CHECK ("workflows"."trigger" in ('new_booking', 'before_meeting', 'rescheduled', 'cancelled')),
	CONSTRAINT "workflows_offset_when_timed" CHECK (("workflows"."trigger" = 'before_meeting') = ("workflows"."offset_minutes" is not null)),
	CONSTRAINT "workflows_offset_in_range" CHECK ("workflows"."offset_minutes" between 0 and 527040)
);
--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_event_type_id_event_types_id_fk" FOREIGN KEY ("event_type_id") REFERENCES "public"."event_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_host_id_users_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_event_type_id_event_types_id_fk" FOREIGN KEY ("event_type_id") REFERENCES "public"."event_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_step_id_workflow_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."workflow_steps"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_activations" ADD CONSTRAINT "workflow_activations_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_activations" ADD CONSTRAINT "workflow_activations_event_type_id_event_types_id_fk" FOREIGN KEY ("event_type_id") REFERENCES "public"."event_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_steps" ADD CONSTRAINT "workflow_steps_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendees_by_booking" ON "attendees" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "bookings_by_owner_and_start" ON "bookings" USING btree ("owner_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_by_event_type_and_start" ON "bookings" USING btree ("event_type_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_one_successor" ON "bookings" USING btree ("rescheduled_from_uid");--> statement-breakpoint
CREATE INDEX "occupancies_by_booking" ON "occupancies" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "occupancies_live_by_host" ON "occupancies" USING btree ("host_id","starts_at","ends_at") WHERE "occupancies"."released_at" is null;--> statement-breakpoint
CREATE INDEX "event_types_by_schedule" ON "event_types" USING btree ("schedule_id");--> statement-breakpoint
CREATE INDEX "schedules_by_owner" ON "schedules" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "schedules_one_default" ON "schedules" USING btree ("owner_id") WHERE "schedules"."is_default";--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_by_provider_id" ON "attempts" USING btree ("provider_message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_recipient" ON "messages" USING btree ("booking_id","source","recipient","occurrence") WHERE "messages"."state" not in ('cancelled', 'superseded', 'skipped');--> statement-breakpoint
CREATE UNIQUE INDEX "messages_by_provider_id" ON "messages" USING btree ("provider_message_id");--> statement-breakpoint
CREATE INDEX "messages_to_look_at" ON "messages" USING btree ("next_look_at") WHERE "messages"."next_look_at" is not null;--> statement-breakpoint
CREATE INDEX "messages_by_owner_and_due" ON "messages" USING btree ("owner_id","due_at");--> statement-breakpoint
CREATE INDEX "audit_entries_by_booking" ON "audit_entries" USING btree ("booking_id","id");--> statement-breakpoint
CREATE INDEX "idempotent_answers_by_age" ON "idempotent_answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("created_at") WHERE "outbox"."state" <> 'sent';--> statement-breakpoint
CREATE INDEX "outbox_sent" ON "outbox" USING btree ("sent_at") WHERE "outbox"."state" = 'sent';--> statement-breakpoint
CREATE INDEX "accounts_by_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "api_keys_by_owner" ON "api_keys" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_by_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "workflow_activations_by_event_type" ON "workflow_activations" USING btree ("event_type_id");--> statement-breakpoint
CREATE INDEX "workflows_by_owner" ON "workflows" USING btree ("owner_id");