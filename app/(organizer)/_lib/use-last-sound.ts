"use client";

import { useState } from "react";

/** What is being edited as it was when it last was sound, for showing what comes of it. */
export function useLastSound<Value>(value: Value, isSound: boolean): Value {
  const [sound, setSound] = useState(value);
  if (isSound && sound !== value) setSound(value);
  return sound;
}
