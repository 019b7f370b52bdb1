/** A button within a part. */
export function SmallButton(props: {
  slot: string;
  status: string;
  /** `primary` is what most shoppers want next; `secondary` a quiet way out. */
  emphasis: "primary" | "secondary";
  words: string;
  onClick(): void;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      data-slot={props.slot}
      data-status={props.status}
      data-emphasis={props.emphasis}
      onClick={props.onClick}
      disabled={props.disabled}
    >
      {props.words}
    </button>
  );
}
