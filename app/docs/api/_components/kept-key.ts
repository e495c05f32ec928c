import { tabStorage } from "@/app/_lib/tab-storage";

const name = "punctual.docs.api-key";

/** The key with which the page's forms call the API: kept in the tab, and sent nowhere but there. */
export const keptKey = {
  read: () => tabStorage.read(name) ?? "",
  write: (key: string) => (key === "" ? tabStorage.remove(name) : tabStorage.write(name, key)),
};
