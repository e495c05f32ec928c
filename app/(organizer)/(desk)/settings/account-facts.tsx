import { CopyButton } from "../../_components/copy-button";
import type { Account } from "../../_lib/require-organizer";

/** What of an account can't be changed here. */
export function AccountFacts({ account: { email, publicUrl } }: { account: Account }) {
  return (
    <dl className="mb-5 flex max-w-md flex-col gap-3 border-b border-line pb-5">
      <div>
        <dt className="text-sm text-muted">E-mail address</dt>
        <dd>{email}</dd>
      </div>
      <div>
        <dt className="text-sm text-muted">Your page</dt>
        <dd className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <a
            href={publicUrl}
            className="rounded-sm break-all text-accent-text underline decoration-accent-text/40 underline-offset-3"
          >
            {publicUrl.replace(/^https?:\/\//, "")}
          </a>
          <CopyButton text={publicUrl} label="Copy link" what="of your page" />
        </dd>
      </div>
    </dl>
  );
}
