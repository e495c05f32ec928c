ALTER TABLE "messages" DROP CONSTRAINT "messages_fallback_has_a_parent";--> statement-breakpoint
ALTER TABLE "inbound_texts" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "inbound_texts" ADD COLUMN "is_withheld" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "inbound_texts_by_phone" ON "inbound_texts" USING btree ("from_number","received_at");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_fallback_has_a_parent" CHECK (("messages"."source" like 'fallback:%') = ("messages"."parent_message_id" is not null)
        and ("messages"."provider" is null or "messages"."parent_message_id" is not null or "messages"."source" like 'reply:%'));