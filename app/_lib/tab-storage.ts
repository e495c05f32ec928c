const fallback = new Map<string, string>();

/** Texts kept until the tab is closed, or until the page is left where the browser refuses storage. */
export const tabStorage = {
  read(key: string): string | null {
    try {
      return window.sessionStorage.getItem(key);
    } catch {
      return fallback.get(key) ?? null;
    }
  },
  write(key: string, value: string): void {
    try {
      window.sessionStorage.setItem(key, value);
    } catch {
      fallback.set(key, value);
    }
  },
  remove(key: string): void {
    try {
      window.sessionStorage.removeItem(key);
    } catch {
      fallback.delete(key);
    }
  },
};
