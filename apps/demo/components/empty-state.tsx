import Link from "next/link";
import type { ReactNode } from "react";

/** A page with nothing on it yet: what is missing, and the way on. */
export function EmptyState(props: { picture: ReactNode; title: string; text: string; action: string }) {
  return (
    <div className="empty-state" data-slot="empty-state">
      <div>{props.picture}</div>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <Link href="/" className="button">
        {props.action}
      </Link>
    </div>
  );
}
