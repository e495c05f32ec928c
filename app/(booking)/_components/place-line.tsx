import { PinIcon } from "@/app/_components/icons/pin-icon";
import { VideoIcon } from "@/app/_components/icons/video-icon";

/** Where a meeting takes place; a link to a meeting on the web is named by its host and can be followed. */
export function PlaceLine({ location, isLink = false }: { location: string; isLink?: boolean }) {
  const url = webAddress(location);
  return (
    <li className="flex items-start gap-3">
      {url ? <VideoIcon className="mt-0.5 text-muted" /> : <PinIcon className="mt-0.5 text-muted" />}
      {url && isLink ? (
        <a
          href={url.href}
          rel="noreferrer"
          className="rounded-sm font-medium text-accent-text underline underline-offset-3"
        >
          Join at {url.host}
        </a>
      ) : (
        <span>{url ? `Online, ${url.host}` : location}</span>
      )}
    </li>
  );
}

function webAddress(location: string): URL | null {
  if (!/^https?:\/\//i.test(location)) return null;
  try {
    return new URL(location);
  } catch {
    return null;
  }
}
