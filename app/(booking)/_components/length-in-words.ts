/** "45 min", "1 h", "1 h 30 min". */
export function lengthInWords(lengthMinutes: number): string {
  const hours = Math.floor(lengthMinutes / 60);
  const minutes = lengthMinutes % 60;
  return [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(" ");
}
