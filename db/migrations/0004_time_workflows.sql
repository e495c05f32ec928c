ALTER TABLE "messages" DROP CONSTRAINT "messages_reason_known";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_offset_when_timed";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_offset_in_range";--> statement-breakpoint
ALTER TABLE "workflows" DROP CONSTRAINT "workflows_trigger_known";--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "timings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reason_known" CHECK ("messages"."reason" in ('no_phone', 'no_email', 'too_late', 'booking_cancelled', 'booking_rescheduled',
        'booking_confirmed', 'booking_declined', 'cancelled_by_organizer', 'workflow_changed', 'body_empty'));--> statement-breakpoint
UPDATE "workflows" SET "timings" = jsonb_build_array(CASE
  WHEN "offset_minutes" % 60 = 0 THEN
    jsonb_build_object('key', '', 'kind', 'elapsed', 'amount', "offset_minutes" / 60, 'unit', 'hours')
  ELSE jsonb_build_object('key', '', 'kind', 'elapsed', 'amount', "offset_minutes", 'unit', 'minutes')
END) WHERE "trigger" = 'before_meeting';--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_timings_when_timed" CHECK (("workflows"."trigger" in ('before_meeting', 'after_meeting')) = (jsonb_array_length("workflows"."timings") > 0));--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_trigger_known" CHECK ("workflows"."trigger" in ('new_booking', 'before_meeting', 'rescheduled', 'cancelled', 'requested',
        'confirmed', 'declined', 'after_meeting'));