import { appRuntime } from "@/inngest/app-runtime";

const handle = (request: Request) => appRuntime().auth.handler(request);

export { handle as GET, handle as POST };
