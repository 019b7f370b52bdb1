"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";

/** A form's button that a second click does not press again while the first is on its way. Works without JavaScript. */
export function SubmitButton(props: ComponentProps<"button">) {
  const { pending } = useFormStatus();
  return (
    <button
      {...props}
      type="submit"
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    />
  );
}
