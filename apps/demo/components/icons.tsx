import type { ReactNode } from "react";

export function BagIcon() {
  return (
    <Icon>
      <path d="M5.5 8.5h13l1 11.5h-15z" />
      <path d="M8.75 10.5V7.25a3.25 3.25 0 0 1 6.5 0v3.25" />
    </Icon>
  );
}

export function PersonIcon() {
  return (
    <Icon>
      <circle cx="12" cy="8" r="3.75" />
      <path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />
    </Icon>
  );
}

export function ReceiptIcon() {
  return (
    <Icon>
      <path d="M6 3.5h12v17l-2.4-1.6-2 1.6-1.6-1.6-1.6 1.6-2-1.6L6 20.5z" />
      <path d="M9 8.5h6M9 12h6" />
    </Icon>
  );
}

export function MoonIcon() {
  return (
    <Icon>
      <path d="M19.5 14.25A8 8 0 0 1 9.75 4.5a8 8 0 1 0 9.75 9.75z" />
    </Icon>
  );
}

export function SunIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="3.75" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
    </Icon>
  );
}

export function MinusIcon() {
  return (
    <Icon>
      <path d="M6.5 12h11" />
    </Icon>
  );
}

export function PlusIcon() {
  return (
    <Icon>
      <path d="M6.5 12h11M12 6.5v11" />
    </Icon>
  );
}

/** The shop's sign: a slice under a strawberry. */
export function ShopMark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path d="M3 18 L23 12 Q28 12 29 16 V26 L4 28.5 Z" fill="#f5d698" />
      <path
        d="M3 18 L23 12 Q28 12 29 16 L29 18.2 L3.3 21 Z"
        fill="#fffdf9"
        stroke="#e3cba9"
        strokeWidth="0.6"
      />
      <path d="M3.7 23.6 L29 21.4 V23.2 L3.9 25.4 Z" fill="#d8404c" />
      <path
        d="M20 3 C23 3 26 8 26 11 C26 14 23 15 20 15 C17 15 14 14 14 11 C14 8 17 3 20 3Z"
        fill="#d8404c"
      />
      <path
        d="M18 7.5 C18.3 6 19 5 19.6 4.6"
        stroke="#f07a72"
        strokeWidth="1.3"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}
