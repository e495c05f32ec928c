CREATE TABLE "absences" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "absences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "absences_end_on_or_after_start" CHECK ("absences"."end_on" >= "absences"."start_on")
);
--> statement-breakpoint
CREATE TABLE "trips" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trips_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "trips_end_on_or_after_start" CHECK ("trips"."end_on" >= "trips"."start_on")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "seats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"number" integer NOT NULL,
	"uid" text NOT NULL,
	"booking_id" integer,
	"expires_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	CONSTRAINT "seats_uid_unique" UNIQUE("uid"),
	CONSTRAINT "seats_booking_id_unique" UNIQUE("booking_id"),
	CONSTRAINT "seats_number_positive" CHECK ("seats"."number" >= 1),
	CONSTRAINT "seats_booked_or_held" CHECK (("seats"."booking_id" is null) = ("seats"."expires_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "private_links" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "private_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"owner_id" integer NOT NULL,
	"event_type_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"last_characters" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"single_use" boolean NOT NULL,
	"use_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "private_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "private_links_hash_is_sha256" CHECK ("private_links"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "private_links_single_use" CHECK (not "private_links"."single_use" or "private_links"."use_count" <= 1)
);
--> statement-breakpoint
ALTER TABLE "event_types" DROP CONSTRAINT "event_types_slug_per_owner";--> statement-breakpoint
ALTER TABLE "occupancies" DROP CONSTRAINT "occupancies_held_or_booked";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_trigger_known";--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "rejection_reason" text;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "first_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "series_uid" text;--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "series_index" integer;--> statement-breakpoint
ALTER TABLE "occupancies" ADD COLUMN "kind" text DEFAULT 'booking' NOT NULL;--> statement-breakpoint
ALTER TABLE "occupancies" ADD COLUMN "hold_uid" text;--> statement-breakpoint
UPDATE "occupancies" SET "kind" = 'hold', "hold_uid" = gen_random_uuid()::text WHERE "booking_id" IS NULL;--> statement-breakpoint
UPDATE "occupancies" SET "expires_at" = NULL WHERE "booking_id" IS NOT NULL AND "expires_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "length_options_minutes" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "start_offset_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "booking_window" jsonb DEFAULT '{"kind":"unlimited"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "booking_limits" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "max_active_per_attendee" integer;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "only_first_slot_of_day" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "locks_time_zone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "confirmation" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "confirmation_notice_minutes" integer;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "pending_holds_time" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "seats_per_slot" integer;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "shows_seat_attendees" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "shows_seats_left" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "recurrence" jsonb;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "requires_private_link" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "event_types" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_session_id_occupancies_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."occupancies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_links" ADD CONSTRAINT "private_links_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_links" ADD CONSTRAINT "private_links_event_type_id_event_types_id_fk" FOREIGN KEY ("event_type_id") REFERENCES "public"."event_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_by_owner" ON "absences" USING btree ("owner_id","start_on");--> statement-breakpoint
CREATE INDEX "trips_by_owner" ON "trips" USING btree ("owner_id","start_on");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_number_once" ON "seats" USING btree ("session_id","number") WHERE "seats"."released_at" is null;--> statement-breakpoint
CREATE INDEX "seats_holds_by_expiry" ON "seats" USING btree ("expires_at") WHERE "seats"."booking_id" is null;--> statement-breakpoint
CREATE INDEX "private_links_by_event_type" ON "private_links" USING btree ("event_type_id");--> statement-breakpoint
CREATE INDEX "private_links_by_owner" ON "private_links" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_one_per_occurrence" ON "bookings" USING btree ("series_uid","series_index") WHERE "bookings"."rescheduled_to_uid" is null;--> statement-breakpoint
CREATE INDEX "occupancies_live_by_event_type" ON "occupancies" USING btree ("event_type_id","starts_at") WHERE "occupancies"."released_at" is null;--> statement-breakpoint
CREATE INDEX "occupancies_holds_by_expiry" ON "occupancies" USING btree ("expires_at") WHERE "occupancies"."kind" = 'hold';--> statement-breakpoint
CREATE UNIQUE INDEX "event_types_slug_per_owner" ON "event_types" USING btree ("owner_id","slug") WHERE "event_types"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_hold_uid_unique" UNIQUE("hold_uid");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_series_numbered" CHECK (("bookings"."series_uid" is null) = ("bookings"."series_index" is null) and "bookings"."series_index" >= 0);--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_last_a_day_at_most" CHECK ("occupancies"."ends_at" <= "occupancies"."starts_at" + interval '24 hours');--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_fit_their_kind" CHECK (case "occupancies"."kind"
        when 'booking' then "occupancies"."booking_id" is not null and "occupancies"."hold_uid" is null and "occupancies"."expires_at" is null
        when 'session' then "occupancies"."booking_id" is null and "occupancies"."hold_uid" is null and "occupancies"."expires_at" is null
        when 'hold' then "occupancies"."booking_id" is null and "occupancies"."hold_uid" is not null and "occupancies"."expires_at" is not null
        else false end);--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_length_among_options" CHECK (cardinality("event_types"."length_options_minutes") = 0 or "event_types"."length_minutes" = any("event_types"."length_options_minutes"));--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_options_in_range" CHECK (1 <= all("event_types"."length_options_minutes") and 1440 >= all("event_types"."length_options_minutes"));--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_offset_in_range" CHECK ("event_types"."start_offset_minutes" between 0 and 1440);--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_active_limit_positive" CHECK ("event_types"."max_active_per_attendee" >= 1);--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_confirmation_known" CHECK ("event_types"."confirmation" in ('none', 'always', 'short_notice'));--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_confirmation_notice_when_short" CHECK (("event_types"."confirmation" = 'short_notice') = ("event_types"."confirmation_notice_minutes" is not null));--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_confirmation_notice_positive" CHECK ("event_types"."confirmation_notice_minutes" >= 1);--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_seats_in_range" CHECK ("event_types"."seats_per_slot" between 1 and 1000);--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_seats_need_no_confirmation" CHECK ("event_types"."seats_per_slot" is null or "event_types"."confirmation" = 'none');--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'too_late', 'booking_cancelled', 'booking_rescheduled',
        'booking_confirmed', 'booking_declined', 'cancelled_by_organizer', 'body_empty'));--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_trigger_known" CHECK ("workflows"."trigger" in ('new_booking', 'before_meeting', 'rescheduled', 'cancelled', 'requested',
        'confirmed', 'declined'));