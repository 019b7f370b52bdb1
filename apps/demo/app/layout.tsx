import { KaikeiProvider } from "@kaikei/react";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "../styles/tokens.css";
import "../styles/base.css";
import "@kaikei/react/styles.css";
import "../styles/parts.css";
import "../styles/payment.css";
import { SiteFooter } from "../components/site-footer.tsx";
import { SiteHeader } from "../components/site-header.tsx";
import { LanguageProvider } from "../messages/language-context.tsx";
import { readWords } from "../messages/read-words.ts";
import { readTheme } from "../preferences/theme.ts";
import { readCustomer } from "../shop/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await readWords();
  const name = words("shopName");
  return {
    title: { default: name, template: `%s · ${name}` },
    description: words("shopDescription"),
    // A Japanese telephone would take order numbers for telephone numbers.
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf7f0" },
    { media: "(prefers-color-scheme: dark)", color: "#1a1513" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  const [{ language, words }, theme, customer] = await Promise.all([
    readWords(),
    readTheme(),
    readCustomer(),
  ]);
  return (
    <html lang={language} data-theme={theme} data-scroll-behavior="smooth">
      <body>
        <a href="#content" className="skip-link">
          {words("skipToContent")}
        </a>
        <LanguageProvider language={language}>
          <SiteHeader />
          <main id="content" tabIndex={-1}>
            <KaikeiProvider locale={language} theme={theme} customer={customer ?? ""}>
              {children}
            </KaikeiProvider>
          </main>
          <SiteFooter />
        </LanguageProvider>
      </body>
    </html>
  );
}
