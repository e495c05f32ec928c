import type { Metadata } from "next";
import { ButtonLink } from "@/app/_components/button-link";
import { PageHeading } from "@/app/_components/page-heading";
import { TextLink } from "@/app/_components/text-link";
import { serverCaller } from "@/app/_lib/server-caller";
import { SignOutButton } from "../../_components/sign-out-button";
import { requireOrganizer } from "../../_lib/require-organizer";
import { AccountFacts } from "./account-facts";
import { ApiKeys } from "./api-keys";
import { firstOptOuts } from "./first-opt-outs";
import { localeOptions } from "./locale-options";
import { OptOuts } from "./opt-outs";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { Recipients } from "./recipients";
import { Senders } from "./senders";
import { SettingsSection } from "./settings-section";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const account = await requireOrganizer("/settings");
  const caller = await serverCaller();
  const [keys, recipients] = [await caller.account.apiKeys(), await caller.verifiedRecipient.list()];
  const senders = await caller.sender.list();
  const optOuts = await caller.optOut.list(firstOptOuts);
  return (
    <>
      <PageHeading title="Settings" />
      <div className="mt-6 flex flex-col gap-6">
        <SettingsSection
          title="Profile"
          description="How you are named where people book you and in what they are sent."
        >
          <AccountFacts account={account} />
          <ProfileForm account={account} localeOptions={localeOptions(account.locale)} />
        </SettingsSection>
        <SettingsSection
          title="Numbers and addresses"
          description="Where workflows may write to besides whoever booked: your own phone, or a colleague’s. Each is verified by a code."
        >
          <Recipients initial={recipients} />
        </SettingsSection>
        <SettingsSection
          title="Numbers that want no texts"
          description="Whoever replies STOP to a text of yours is listed here and gets none until they reply START."
        >
          <OptOuts initial={optOuts} />
        </SettingsSection>
        <SettingsSection
          id="sending"
          title="Sending"
          description="Who texts and mails of this installation leave from. A sender that its provider refuses is stopped, so that no message is used up in vain."
        >
          <Senders initial={senders} />
        </SettingsSection>
        <SettingsSection title="Password" description="Changing it signs you out on every other device.">
          <PasswordForm email={account.email} />
        </SettingsSection>
        <SettingsSection
          title="API keys"
          description={
            <>
              A key lets another program book and read in your name. Give each program one of its own.{" "}
              <TextLink href="/docs/api">What programs can do</TextLink>
            </>
          }
        >
          <ApiKeys initial={keys} />
        </SettingsSection>
        <SettingsSection
          title="Webhooks"
          description="Servers of yours that are told when something happens to your bookings."
        >
          <ButtonLink variant="secondary" href="/settings/webhooks">
            See your webhooks
          </ButtonLink>
        </SettingsSection>
        <SettingsSection title="This device" description={`You are signed in as ${account.email}.`}>
          <SignOutButton />
        </SettingsSection>
      </div>
    </>
  );
}
