import type { Metadata } from "next";
import Link from "next/link";
import { Card } from "@/app/_components/card";
import { PageHeading } from "@/app/_components/page-heading";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import { type ApiDescription, apiDescription } from "@/app/_lib/api-description";
import { Brand } from "@/app/(organizer)/_components/brand";
import { SchemaFields } from "./_components/field-list";
import { KeyField } from "./_components/key-field";
import { Details, OperationSection } from "./_components/operation-section";
import { Worded } from "./_components/worded";

export const metadata: Metadata = {
  title: "API",
  description: "The operations of the API, to read and to try.",
};

const otherSections = [
  { id: "errors", name: "Errors" },
  { id: "calls", name: "Calls to webhooks" },
  { id: "shapes", name: "Shapes" },
  { id: "changes", name: "Changes" },
];

export default function ApiDocsPage() {
  const description = apiDescription();
  const { groups, usualErrors, calls, shapes, changes } = description;
  return (
    <div className="mx-auto max-w-6xl px-3 py-4 sm:px-6 sm:py-8">
      <header>
        <Link href="/" className="rounded-md">
          <Brand />
        </Link>
      </header>
      <div className="mt-6 gap-10 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Contents description={description} />
        <main className="flex min-w-0 flex-col gap-10">
          <About about={description.about} />
          {groups.map(({ name, description: about, operations }) => (
            <section key={name} aria-labelledby={`group-${name}`} className="flex flex-col gap-4">
              <div>
                <h2 id={`group-${name}`} className="scroll-mt-6 text-xl font-semibold tracking-tight">
                  {name}
                </h2>
                <p className="mt-1 text-muted">{about}</p>
              </div>
              {operations.map((operation) => (
                <OperationSection key={operation.operationId} operation={operation} />
              ))}
            </section>
          ))}
          <UsualErrors errors={usualErrors} />
          <Calls calls={calls} />
          <section aria-labelledby="shapes" className="flex flex-col gap-4">
            <h2 id="shapes" className="scroll-mt-6 text-xl font-semibold tracking-tight">
              Shapes
            </h2>
            {Object.entries(shapes).map(([name, schema]) => (
              <Card key={name} className="p-4 sm:p-6">
                <h3 id={`shape-${name}`} className="scroll-mt-6 text-lg font-semibold">
                  {name}
                </h3>
                {schema.description && (
                  <p className="mt-1 text-muted">
                    <Worded text={schema.description} />
                  </p>
                )}
                <SchemaFields schema={schema} />
              </Card>
            ))}
          </section>
          <Changelog changes={changes} />
        </main>
      </div>
    </div>
  );
}

function About({ about }: { about: string }) {
  const [lead = "", ...points] = about.split(/\n+- /);
  return (
    <div className="flex flex-col gap-5">
      <PageHeading title="API" description={lead} />
      <ul className="flex max-w-prose list-disc flex-col gap-1.5 pl-5 text-muted">
        {points.map((point) => (
          <li key={point}>
            <Worded text={point.replaceAll(/\s+/g, " ")} />
          </li>
        ))}
        <li>
          For generators and other tools: <TextLink href="/v2/openapi.json">the same in OpenAPI 3.1</TextLink>
          .
        </li>
      </ul>
      <Card className="max-w-xl p-4 sm:p-6">
        <KeyField />
      </Card>
    </div>
  );
}

function Contents({ description: { groups } }: { description: ApiDescription }) {
  return (
    <nav
      aria-label="Operations"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard too
      tabIndex={0}
      className="mb-8 max-h-72 overflow-y-auto rounded-md lg:sticky lg:top-4 lg:mb-0 lg:max-h-[calc(100dvh-2rem)] lg:self-start"
    >
      <ul className="flex flex-col gap-4 text-sm">
        {groups.map(({ name, operations }) => (
          <li key={name}>
            <a href={`#group-${name}`} className="font-semibold">
              {name}
            </a>
            <ul className="mt-1 flex flex-col">
              {operations.map(({ operationId, summary }) => (
                <li key={operationId}>
                  <a href={`#${operationId}`} className="block rounded-sm py-1 text-muted hover:text-ink">
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        {otherSections.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`} className="font-semibold">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function UsualErrors({ errors }: { errors: ApiDescription["usualErrors"] }) {
  return (
    <section aria-labelledby="errors" className="flex flex-col gap-4">
      <div>
        <h2 id="errors" className="scroll-mt-6 text-xl font-semibold tracking-tight">
          Errors
        </h2>
        <p className="mt-1 text-muted">
          What any operation may answer when it refuses or fails, always as an{" "}
          <a className="text-accent-text underline" href="#shape-Error">
            Error
          </a>
          .
        </p>
      </div>
      <Card className="px-4 py-2 sm:px-6">
        <ul className="flex flex-col divide-y divide-line">
          {errors.map(({ status, description }) => (
            <li key={status} className="flex flex-wrap items-baseline gap-x-2 py-2.5 text-sm">
              <StatusBadge>{status}</StatusBadge>
              <span className="min-w-0">
                <Worded text={description} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function Calls({ calls }: { calls: ApiDescription["calls"] }) {
  return (
    <section aria-labelledby="calls" className="flex flex-col gap-4">
      <div>
        <h2 id="calls" className="scroll-mt-6 text-xl font-semibold tracking-tight">
          Calls to webhooks
        </h2>
        <p className="mt-1 text-muted">
          What Punctual tells the addresses that subscribed to it, as a POST that is signed with their secret.
        </p>
      </div>
      <Card className="px-4 py-2 sm:px-6">
        <ul className="flex flex-col divide-y divide-line">
          {calls.map(({ name, summary, body }) => (
            <li key={name} className="py-3">
              <h3 className="font-semibold">{summary}</h3>
              <p className="font-mono text-sm break-all">{name}</p>
              <Details title="Body">
                <SchemaFields schema={body} />
              </Details>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function Changelog({ changes }: { changes: ApiDescription["changes"] }) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="scroll-mt-6 text-xl font-semibold tracking-tight">
        Changes
      </h2>
      {changes.map(({ on, items }) => (
        <div key={on} className="mt-3">
          <h3 className="font-semibold">
            <time dateTime={on}>{on}</time>
          </h3>
          <ul className="mt-1 flex max-w-prose list-disc flex-col gap-1 pl-5 text-muted">
            {items.map((item) => (
              <li key={item}>
                <Worded text={item} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
