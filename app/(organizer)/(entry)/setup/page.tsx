import type { Metadata } from "next";
import { ButtonLink } from "@/app/_components/button-link";
import { serverCaller } from "@/app/_lib/server-caller";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up Punctual", referrer: "no-referrer" };

type SetupPageProps = { searchParams: Promise<{ token?: string | string[] }> };

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams;
  const { needsSetup } = await (await serverCaller()).account.installation();
  if (!needsSetup) {
    return (
      <>
        <h1 className="text-2xl font-semibold tracking-tight">Punctual is set up</h1>
        <p className="mt-2 text-muted">There is an account already. Sign in with it.</p>
        <ButtonLink href="/sign-in" className="mt-5 w-full">
          Go to sign-in
        </ButtonLink>
      </>
    );
  }
  if (typeof token !== "string" || token === "") {
    return (
      <>
        <h1 className="text-2xl font-semibold tracking-tight">Set up Punctual</h1>
        <p className="mt-2 text-muted">
          To create your account, open the link that Punctual printed when it started. It ends in a secret, so
          that nobody else can do it before you.
        </p>
      </>
    );
  }
  return <SetupForm token={token} />;
}
