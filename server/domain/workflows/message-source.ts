const testPrefix = "test:";

/** The source of a test that an organizer sends to themselves. */
export function testSource(id: string): string {
  return `${testPrefix}${id}`;
}

/** Whether a message is one that an organizer sent to themselves to see it; no booking owes those. */
export function isTest({ source }: { source: string }): boolean {
  return source.startsWith(testPrefix);
}
