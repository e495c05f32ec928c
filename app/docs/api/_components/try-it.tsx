"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextArea } from "@/app/_components/text-area";
import { TextField } from "@/app/_components/text-field";
import { keptKey } from "./kept-key";
import { type TriedAnswer, tryOperation } from "./try-operation";

export type TriedField = { name: string; place: "path" | "query"; isRequired: boolean; description?: string };
type TryItProps = { method: string; path: string; fields: TriedField[]; body: string | null };

/** A form that calls the operation on this installation and shows what it answers. */
export function TryIt(props: TryItProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="mt-4 border-t border-line pt-4">
      {isOpen ? (
        <TryForm {...props} />
      ) : (
        <Button variant="secondary" size="small" onPress={() => setIsOpen(true)}>
          Try it
          <span className="sr-only">
            : {props.method} {props.path}
          </span>
        </Button>
      )}
    </div>
  );
}

function TryForm({ method, path, fields, body }: TryItProps) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [text, setText] = useState(body ?? "");
  const [answer, setAnswer] = useState<TriedAnswer | null>(null);
  const [isPending, setIsPending] = useState(false);
  const call = async () => {
    if (isPending) return;
    setIsPending(true);
    const request = { method, path, fields, values, body: body === null ? null : text };
    setAnswer(await tryOperation(request, keptKey.read()));
    setIsPending(false);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void call();
      }}
    >
      <p className="text-sm text-muted">
        {method === "GET"
          ? "Reads from this installation, with your key if you gave one above."
          : "This is no rehearsal: what you change here is changed."}
      </p>
      {fields.map(({ name, isRequired, description }) => (
        <TextField
          key={name}
          label={name}
          description={description?.replaceAll("`", "")}
          isRequired={isRequired}
          value={values[name] ?? ""}
          onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
        />
      ))}
      {body !== null && (
        <TextArea
          label="Body, in JSON"
          isRequired
          rows={8}
          value={text}
          onChange={setText}
          className="font-mono"
        />
      )}
      <div>
        <Button type="submit" size="small" isPending={isPending}>
          Send {method} {path}
        </Button>
      </div>
      <div role="status">{answer && <Answer answer={answer} />}</div>
    </form>
  );
}

function Answer({ answer: { status, milliseconds, text } }: { answer: TriedAnswer }) {
  return (
    <>
      <p className="flex items-baseline gap-2 text-sm">
        <StatusBadge tone={status >= 200 && status < 300 ? "good" : "bad"}>
          {status === 0 ? "No answer" : status}
        </StatusBadge>
        {status !== 0 && `${milliseconds} ms`}
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard too
        tabIndex={0}
        className="mt-2 max-h-96 overflow-y-auto rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {text}
      </pre>
    </>
  );
}
