CREATE UNLOGGED TABLE "request_counts" (
	"bucket" text PRIMARY KEY NOT NULL,
	"requests" integer NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_counts_are_positive" CHECK ("request_counts"."requests" > 0)
);
--> statement-breakpoint
CREATE INDEX "request_counts_by_end" ON "request_counts" USING btree ("ends_at");