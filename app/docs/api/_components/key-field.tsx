"use client";

import { useEffect, useState } from "react";
import { TextField } from "@/app/_components/text-field";
import { keptKey } from "./kept-key";

/** Takes the key that the forms of the page send. */
export function KeyField() {
  const [key, setKey] = useState("");
  useEffect(() => setKey(keptKey.read()), []);
  return (
    <TextField
      label="Your API key"
      description="For trying operations out on this page. It stays in this tab and is forgotten with it."
      type="password"
      autoComplete="off"
      placeholder="cal_…"
      value={key}
      onChange={(value) => {
        setKey(value.trim());
        keptKey.write(value.trim());
      }}
    />
  );
}
