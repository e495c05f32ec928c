/** Where callers wait for each other: the returned function resolves for all once it has been called so often. */
export function meetingPoint(expected: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived >= expected) open();
    return all;
  };
}
