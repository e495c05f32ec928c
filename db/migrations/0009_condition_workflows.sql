ALTER TABLE "workflows" ADD COLUMN "conditions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "attendees_by_email" ON "attendees" USING btree ("email");--> statement-breakpoint
CREATE INDEX "attendees_by_phone" ON "attendees" USING btree ("phone_number");