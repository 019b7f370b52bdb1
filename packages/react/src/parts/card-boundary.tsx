"use client";

import { Component, type ReactNode } from "react";
import type { WithAppearance } from "../appearance.ts";
import { useWords } from "../hooks/use-words.ts";
import { Frame } from "./frame.tsx";
import { Message } from "./message.tsx";
import { SmallButton } from "./small-button.tsx";

interface CardBoundaryProps extends WithAppearance {
  onError?: ((error: unknown) => void) | undefined;
  children: ReactNode;
}

/**
 * Keeps what a part, a shop's child or its `render` throws within the card: the page around it lives, and so does the
 * payment, which is held above. On "try again" the card is made anew.
 */
export class CardBoundary extends Component<CardBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(error: unknown) {
    if (isForRouter(error)) throw error;
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <BrokenCard appearance={this.props.appearance} onRetry={() => this.setState({ broken: false })} />;
  }
}

/** What Next's `redirect()` and `notFound()` throw in a child is no mistake, and its own boundaries wait for it. */
function isForRouter(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
}

function BrokenCard({ appearance, onRetry }: WithAppearance & { onRetry(): void }) {
  const { say } = useWords();
  const title = say("broken.title");
  return (
    <Frame data-slot="broken-card" label="broken.title" status="error" appearance={appearance}>
      <div role="alert" data-slot="status" data-status="error">
        <Message status="error" title={title} text={say("broken.text")} trouble={null} />
      </div>
      <SmallButton
        slot="retry-button"
        status="error"
        emphasis="primary"
        words={say("retry.tryAgain")}
        onClick={onRetry}
      />
    </Frame>
  );
}
