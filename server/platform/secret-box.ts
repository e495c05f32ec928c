import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps secrets that must be used again unreadable at rest. */
export type SecretBox = {
  /** The text, readable only by who has the key and names the same purpose. */
  seal(text: string, purpose: string): string;
  /** What was sealed for the purpose; null for anything else, such as a text sealed with another key. */
  open(sealed: string, purpose: string): string | null;
};

const nonceBytes = 12;
const tagBytes = 16;
const version = "v1";

/** AES-256-GCM with a key derived from the installation's secret; the purpose is authenticated with the text. */
export function createSecretBox(secret: string): SecretBox {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "punctual secrets at rest", 32));
  return {
    seal(text, purpose) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
      const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString("base64url")}`;
    },
    open(sealed, purpose) {
      if (!sealed.startsWith(`${version}.`)) return null;
      const bytes = Buffer.from(sealed.slice(version.length + 1), "base64url");
      if (bytes.length < nonceBytes + tagBytes) return null;
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce)
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      try {
        const text = [decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()];
        return Buffer.concat(text).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}
