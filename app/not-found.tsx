import { EmptyState } from "./_components/empty-state";
import { PageMessage } from "./_components/page-message";
import { TextLink } from "./_components/text-link";

export default function NotFound() {
  return (
    <PageMessage>
      <EmptyState headingLevel={1} title="This page isn’t here">
        The link may be incomplete, or what it led to is gone.{" "}
        <TextLink href="/">Go to the start page</TextLink>
      </EmptyState>
    </PageMessage>
  );
}
