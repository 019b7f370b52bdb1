import { StatusIcon } from "./status-icon.tsx";

/** Picture, heading, what to do, and what just failed. */
export function Message(props: { status: string; title: string; text: string; trouble: string | null }) {
  return (
    <>
      <StatusIcon status={props.status} />
      {/* Focus comes here when the result is in and the shopper was at a control that is gone. */}
      <h2 data-slot="status-title" tabIndex={-1}>
        {props.title}
      </h2>
      <p data-slot="status-text">{props.text}</p>
      {props.trouble ? <p data-slot="status-trouble">{props.trouble}</p> : null}
    </>
  );
}
