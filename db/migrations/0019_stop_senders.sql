CREATE TABLE "senders" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"provider" text NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"stopped_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"resumes_by" text,
	"resumed_at" timestamp with time zone,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"probe_message_id" uuid,
	"probe_expires_at" timestamp with time zone,
	"notified_at" timestamp with time zone,
	"last_checked_at" timestamp with time zone,
	"last_check_code" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "senders_channel_known" CHECK ("senders"."channel" in ('sms', 'email', 'whatsapp', 'webhook')),
	CONSTRAINT "senders_state_known" CHECK ("senders"."state" in ('working', 'stopped', 'probing')),
	CONSTRAINT "senders_proof_known" CHECK ("senders"."resumes_by" in ('check', 'message')),
	CONSTRAINT "senders_stop_has_code" CHECK (("senders"."state" = 'working') = ("senders"."code" is null)),
	CONSTRAINT "senders_stop_has_time" CHECK (("senders"."state" = 'working') = ("senders"."stopped_at" is null)),
	CONSTRAINT "senders_stop_has_proof" CHECK (("senders"."state" = 'working') = ("senders"."resumes_by" is null)),
	CONSTRAINT "senders_stopped_are_checked" CHECK (("senders"."state" = 'stopped') = ("senders"."next_check_at" is not null)),
	CONSTRAINT "senders_probe_while_probing" CHECK ("senders"."state" = 'probing' or "senders"."probe_message_id" is null),
	CONSTRAINT "senders_probe_ends" CHECK (("senders"."probe_message_id" is null) = ("senders"."probe_expires_at" is null)),
	CONSTRAINT "senders_failures_count_up" CHECK ("senders"."failure_count" >= 0)
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "held_by_sender_id" text;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_held_by_sender_id_senders_id_fk" FOREIGN KEY ("held_by_sender_id") REFERENCES "public"."senders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_held" ON "messages" USING btree ("held_by_sender_id","due_at") WHERE "messages"."state" = 'retrying' and "messages"."held_by_sender_id" is not null;