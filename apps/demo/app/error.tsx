"use client";

import { EmptyPlate } from "../cakes/empty-plate.tsx";
import { useWords } from "../messages/language-context.tsx";

export default function ErrorPage({ retry }: { retry: () => void }) {
  const words = useWords();
  return (
    <div className="page">
      <div className="empty-state" role="alert">
        <div>
          <EmptyPlate />
        </div>
        <h1>{words("errorTitle")}</h1>
        <p>{words("errorText")}</p>
        <button type="button" className="button" onClick={retry}>
          {words("tryAgain")}
        </button>
      </div>
    </div>
  );
}
