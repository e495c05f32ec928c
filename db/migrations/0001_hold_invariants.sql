CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "occupancies" ADD CONSTRAINT "occupancies_no_overlap"
  EXCLUDE USING gist ("host_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("exclusive" AND "released_at" IS NULL);
--> statement-breakpoint
-- Refuses a change of `state` or `status` that is not among the trigger's arguments, each written `from>to`.
CREATE FUNCTION "refuse_illegal_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_state text := to_jsonb(OLD) ->> TG_ARGV[0];
  new_state text := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF old_state IS DISTINCT FROM new_state
     AND NOT (old_state || '>' || new_state) = ANY (string_to_array(TG_ARGV[1], ' ')) THEN
    RAISE EXCEPTION 'illegal transition of %: % to %', TG_TABLE_NAME, old_state, new_state
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_legal_transition';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "bookings_legal_transition" BEFORE UPDATE OF "status" ON "bookings"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('status',
    'pending>accepted pending>rejected pending>cancelled accepted>cancelled');
--> statement-breakpoint
CREATE TRIGGER "messages_legal_transition" BEFORE UPDATE OF "state" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('state',
    'planned>armed planned>cancelled planned>superseded planned>skipped armed>sending armed>cancelled armed>superseded armed>skipped sending>accepted sending>retrying sending>failed sending>reconciling retrying>armed retrying>sending retrying>cancelled retrying>superseded retrying>skipped reconciling>accepted reconciling>unconfirmed accepted>delivered accepted>undelivered accepted>unconfirmed unconfirmed>delivered unconfirmed>undelivered undelivered>delivered');
--> statement-breakpoint
CREATE TRIGGER "attempts_legal_transition" BEFORE UPDATE OF "state" ON "attempts"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('state',
    'started>accepted started>refused started>unknown unknown>accepted');
--> statement-breakpoint
CREATE TRIGGER "outbox_legal_transition" BEFORE UPDATE OF "state" ON "outbox"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('state',
    'waiting>leased leased>sent leased>waiting');
--> statement-breakpoint
CREATE FUNCTION "refuse_going_back"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."generation" < OLD."generation" THEN
    RAISE EXCEPTION 'the generation of a message never goes back'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'messages_generation_grows';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "messages_generation_grows" BEFORE UPDATE OF "generation" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION "refuse_going_back"();
