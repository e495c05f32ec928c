/** Called once by Next when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { noteClientAddresses } = await import("./server/platform/note-client-addresses");
  const { appRuntime } = await import("./inngest/app-runtime");
  const { registerApp } = await import("./inngest/register-app");
  noteClientAddresses(appRuntime().env.TRUSTED_PROXY_COUNT);
  void registerApp(appRuntime(), new AbortController().signal);
}
