import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safeNextPath } from "@/app/_lib/safe-next-path";
import { serverCaller } from "@/app/_lib/server-caller";
import { currentOrganizer } from "../../_lib/require-organizer";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[]; changed?: string }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, changed } = await searchParams;
  const nextPath = safeNextPath(next, "/bookings");
  if (await currentOrganizer()) redirect(nextPath);
  const { sandbox, needsSetup } = await (await serverCaller()).account.installation();
  if (needsSetup) redirect("/setup");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
      <SignInForm nextPath={nextPath} passwordChanged={changed === "password"} />
      {sandbox && (
        <p className="mt-6 border-t border-line pt-5 text-sm text-muted">
          First time here? Punctual printed how to sign in when it started.
        </p>
      )}
    </>
  );
}
