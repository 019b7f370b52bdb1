import type { Metadata } from "next";
import type { ReactNode } from "react";
import { galleryWords } from "../../gallery/words.ts";
import { readLanguage } from "../../preferences/language.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { title, intro } = galleryWords(await readLanguage());
  return { title, description: intro, robots: { index: false, follow: false } };
}

/** The kit's documentation by example, within the shop's own frame. */
export default function GalleryLayout({ children }: { children: ReactNode }) {
  return <div className="page">{children}</div>;
}
