"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { NumberField } from "@/app/_components/number-field";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";
import { suggestSlug } from "./suggest-slug";

/** Asks what a new kind of meeting must have, and goes on to all that it can have. */
export function CreateEventTypeDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [title, setTitle] = useState("");
  const [typedSlug, setTypedSlug] = useState<string | null>(null);
  const [lengthMinutes, setLengthMinutes] = useState(30);
  const slug = typedSlug ?? suggestSlug(title);
  const create = useMutation(
    trpc.eventType.create.mutationOptions({
      onSuccess: ({ answer }) => {
        router.push(`/event-types/${answer.id}`);
        router.refresh();
      },
    }),
  );
  const form = useFocusOnFault(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending && !create.isSuccess) create.mutate({ title, slug, lengthMinutes });
  };
  const failures = create.isError ? formErrors(create.error) : [];
  const errorAt = (field: string) => failures.find((failure) => failure.field === field)?.message;
  const other = failures.find(({ field }) => !["title", "slug", "lengthMinutes"].includes(field ?? ""));
  return (
    <Dialog title="New event type" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        {other && (
          <Banner tone="bad" urgent>
            {other.message}
          </Banner>
        )}
        <TextField
          label="Title"
          description="What people see, such as “First consultation”."
          isRequired
          autoFocus
          maxLength={120}
          value={title}
          onChange={setTitle}
          errorMessage={errorAt("title")}
        />
        <TextField
          label="Link"
          description="The end of its address."
          isRequired
          maxLength={100}
          autoComplete="off"
          value={slug}
          onChange={setTypedSlug}
          errorMessage={errorAt("slug")}
        />
        <NumberField
          label="Minutes"
          isRequired
          minValue={1}
          maxValue={1440}
          value={lengthMinutes}
          onChange={setLengthMinutes}
          errorMessage={errorAt("lengthMinutes")}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Back
          </Button>
          <Button type="submit" isPending={create.isPending || create.isSuccess}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
