CREATE TRIGGER "webhook_deliveries_legal_transition" BEFORE UPDATE OF "state" ON "webhook_deliveries"
  FOR EACH ROW EXECUTE FUNCTION "refuse_illegal_transition"('state',
    'waiting>sending waiting>cancelled sending>waiting sending>delivered sending>failed sending>cancelled');
