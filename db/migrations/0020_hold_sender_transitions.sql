DROP TRIGGER "messages_legal_transition" ON "messages";
--> statement-breakpoint
-- An armed message may also wait (retrying) for a sender that is stopped.
CREATE TRIGGER "messages_legal_transition" BEFORE UPDATE OF "state" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('state',
    'planned>armed planned>cancelled planned>superseded planned>skipped armed>sending armed>retrying armed>cancelled armed>superseded armed>skipped sending>accepted sending>retrying sending>failed sending>reconciling retrying>armed retrying>sending retrying>cancelled retrying>superseded retrying>skipped reconciling>accepted reconciling>unconfirmed accepted>delivered accepted>undelivered accepted>unconfirmed unconfirmed>delivered unconfirmed>undelivered undelivered>delivered');
--> statement-breakpoint
CREATE TRIGGER "senders_legal_transition" BEFORE UPDATE OF "state" ON "senders"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('state',
    'working>stopped stopped>working stopped>probing probing>working probing>stopped');
