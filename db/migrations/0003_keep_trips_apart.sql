ALTER TABLE "trips" ADD CONSTRAINT "trips_no_overlap"
  EXCLUDE USING gist ("owner_id" WITH =, daterange("start_on", "end_on", '[]') WITH &&);
