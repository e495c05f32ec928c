import { ButtonLink } from "@/app/_components/button-link";
import { EmptyState } from "@/app/_components/empty-state";

export default function DeskNotFound() {
  return (
    <EmptyState
      headingLevel={1}
      title="There is nothing here"
      action={<ButtonLink href="/bookings">Go to your bookings</ButtonLink>}
    >
      The link may be incomplete, or what it led to isn’t yours.
    </EmptyState>
  );
}
