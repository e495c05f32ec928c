import { createHmac } from "node:crypto";
import { addressBlock } from "./client-address";

/** The name that an address is counted under: the same for its whole block, and no way back to it without the secret. */
export function nameOfAddress(address: string, secret: string): string {
  return createHmac("sha256", secret).update(addressBlock(address)).digest("base64url").slice(0, 22);
}
