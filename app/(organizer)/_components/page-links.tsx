import { ButtonLink } from "@/app/_components/button-link";

type PageLinksProps = {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
};

/** Leads through a list that doesn't fit on one page. */
export function PageLinks({ page, pageSize, total, hrefOf }: PageLinksProps) {
  const lastPage = Math.max(1, Math.ceil(total / pageSize));
  if (lastPage === 1 && page === 1) return null;
  const first = (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages of the list" className="mt-6 flex items-center justify-between gap-4">
      <p className="tabular text-sm text-muted">
        {first <= total ? `${first} – ${Math.min(page * pageSize, total)} of ${total}` : `${total} in all`}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <ButtonLink variant="secondary" size="small" href={hrefOf(Math.min(page - 1, lastPage))}>
            Previous
          </ButtonLink>
        )}
        {page < lastPage && (
          <ButtonLink variant="secondary" size="small" href={hrefOf(page + 1)}>
            Next
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
