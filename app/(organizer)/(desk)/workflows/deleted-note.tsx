import { Banner } from "@/app/_components/banner";
import { counted } from "./change-in-words";

/** Says that a workflow is gone, and what becomes of what it still owed. */
export function DeletedNote({ deleted }: { deleted: { name: string; cancels: number } | null }) {
  if (!deleted) return null;
  const { name, cancels } = deleted;
  return (
    <Banner tone="good" className="mt-4">
      “{name}” is deleted.
      {cancels > 0 && ` ${counted(cancels, "message")} of upcoming bookings are called off within moments.`}
    </Banner>
  );
}
