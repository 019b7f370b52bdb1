"use client";

import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/parts.css";
import { EmptyPlate } from "../cakes/empty-plate.tsx";
import { translator } from "../messages/messages.ts";

const languages = ["ja", "en"] as const;

/** When even the frame of the page fails, the visitor's language is not known: both it is. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="ja" data-theme="auto">
      <body>
        <main className="page">
          <title>Mune's Cake Shop</title>
          <div className="empty-state" role="alert">
            <div>
              <EmptyPlate />
            </div>
            {languages.map((language) => (
              <div key={language} lang={language}>
                <h1>{translator(language)("errorTitle")}</h1>
                <p>{translator(language)("errorText")}</p>
              </div>
            ))}
            <button type="button" className="button" onClick={retry}>
              {languages.map((language) => translator(language)("tryAgain")).join(" / ")}
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
