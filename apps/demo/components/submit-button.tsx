"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";

interface SubmitButtonProps extends Omit<ComponentProps<"button">, "type" | "onClick"> {
  /** The form is being sent by this button. */
  onPress?: () => void;
}

/** A form's button that a second click does not press again while the first is on its way. Works without JavaScript. */
export function SubmitButton({ onPress, ...button }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button
      {...button}
      type="submit"
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onPress?.();
      }}
    />
  );
}
