/** A choice of the reader that outlives the page. Where storage is refused it lasts as long as the page does. */
export type StoredChoice = {
  read(): string | null;
  write(value: string): void;
  subscribe(onChange: () => void): () => void;
};

/** The choice kept in the browser under a key. */
export function storedChoice(key: string): StoredChoice {
  const listeners = new Set<() => void>();
  let fallback: string | null = null;
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    read() {
      try {
        return window.localStorage.getItem(key) ?? fallback;
      } catch {
        return fallback;
      }
    },
    write(value) {
      fallback = value;
      try {
        window.localStorage.setItem(key, value);
      } catch {
        // Private windows may refuse; the fallback then holds the choice.
      }
      notify();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      window.addEventListener("storage", onChange);
      return () => {
        listeners.delete(onChange);
        window.removeEventListener("storage", onChange);
      };
    },
  };
}
