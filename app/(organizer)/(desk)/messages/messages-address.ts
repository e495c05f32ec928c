import { type MessageGroup, messageGroups } from "@/server/domain/workflows/message-groups";
import { addressWith } from "../../_lib/page-number";

export function isMessageGroup(asked: unknown): asked is MessageGroup {
  return messageGroups.some((group) => group === asked);
}

/** The address of a page of a list of messages. */
export function messagesAddress(place: { group: MessageGroup; page?: number }): string {
  return addressWith("/messages", {
    list: place.group === "attention" ? undefined : place.group,
    page: place.page && place.page > 1 ? place.page : undefined,
  });
}
