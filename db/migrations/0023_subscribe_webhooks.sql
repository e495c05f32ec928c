CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"code" text,
	"http_status" integer,
	"answer" text,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "webhook_attempts_number_per_delivery" UNIQUE("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"webhook_id" uuid NOT NULL,
	"owner_id" integer NOT NULL,
	"booking_id" integer,
	"trigger" text NOT NULL,
	"body" text NOT NULL,
	"content_type" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"current_attempt_id" uuid,
	"lease_expires_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"next_look_at" timestamp with time zone,
	"replay_of_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_state_known" CHECK ("webhook_deliveries"."state" in ('waiting', 'sending', 'delivered', 'failed', 'cancelled')),
	CONSTRAINT "webhook_deliveries_open_have_a_next_look" CHECK (("webhook_deliveries"."state" in ('waiting', 'sending')) = ("webhook_deliveries"."next_look_at" is not null)),
	CONSTRAINT "webhook_deliveries_open_have_not_ended" CHECK (("webhook_deliveries"."state" in ('waiting', 'sending')) = ("webhook_deliveries"."ended_at" is null)),
	CONSTRAINT "webhook_deliveries_sending_is_leased" CHECK (("webhook_deliveries"."state" = 'sending') = ("webhook_deliveries"."lease_expires_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" integer NOT NULL,
	"event_type_id" integer,
	"subscriber_url" text NOT NULL,
	"triggers" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"payload_template" text,
	"sealed_secret" text,
	"subscribed_at" timestamp with time zone NOT NULL,
	"failing_since_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"notice_claimed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhooks_once_per_address" UNIQUE NULLS NOT DISTINCT("owner_id","event_type_id","subscriber_url"),
	CONSTRAINT "webhooks_told_of_something" CHECK (cardinality("webhooks"."triggers") > 0),
	CONSTRAINT "webhooks_disabled_is_off" CHECK ("webhooks"."disabled_at" is null or not "webhooks"."active")
);
--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_event_type_id_event_types_id_fk" FOREIGN KEY ("event_type_id") REFERENCES "public"."event_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_webhook" ON "webhook_deliveries" USING btree ("webhook_id","position");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_open" ON "webhook_deliveries" USING btree ("webhook_id","position") WHERE "webhook_deliveries"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_to_look_at" ON "webhook_deliveries" USING btree ("next_look_at") WHERE "webhook_deliveries"."next_look_at" is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_booking" ON "webhook_deliveries" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_ended" ON "webhook_deliveries" USING btree ("ended_at") WHERE "webhook_deliveries"."ended_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once_per_meeting" ON "webhook_deliveries" USING btree ("webhook_id","booking_id","trigger") WHERE "webhook_deliveries"."trigger" in ('MEETING_STARTED', 'MEETING_ENDED') and "webhook_deliveries"."replay_of_id" is null;--> statement-breakpoint
CREATE INDEX "webhooks_by_event_type" ON "webhooks" USING btree ("event_type_id");