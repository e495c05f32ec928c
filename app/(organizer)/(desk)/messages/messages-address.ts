import { type MessageGroup, messageGroups } from "@/server/domain/workflows/message-groups";
import { addressWith } from "../../_lib/page-number";

export function isMessageGroup(asked: unknown): asked is MessageGroup {
  return messageGroups.some((group) => group === asked);
}

/** The message that an address names, whose recipient's alone are shown; undefined where it names none. */
export function messageIdOf(asked: unknown): string | undefined {
  return typeof asked === "string" && /^[0-9a-f-]{36}$/.test(asked) ? asked : undefined;
}

/** The address of a page of a list of messages. Recipients are named by a message: numbers stay out of addresses. */
export function messagesAddress(place: {
  group: MessageGroup;
  page?: number;
  sameRecipientAs?: string;
}): string {
  return addressWith("/messages", {
    like: place.sameRecipientAs,
    list: place.group === "attention" ? undefined : place.group,
    page: place.page && place.page > 1 ? place.page : undefined,
  });
}
