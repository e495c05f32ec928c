/** Called once by Next when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { appRuntime } = await import("./inngest/app-runtime");
  const { registerApp } = await import("./inngest/register-app");
  void registerApp(appRuntime(), new AbortController().signal);
}
