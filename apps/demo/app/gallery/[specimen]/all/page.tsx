import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Sheet } from "../../../../gallery/sheet.tsx";
import { SpecimenHead } from "../../../../gallery/specimen-head.tsx";
import { findSpecimen, titleOf } from "../../../../gallery/specimens.ts";
import { readLanguage } from "../../../../preferences/language.ts";

export async function generateMetadata({ params }: PageProps<"/gallery/[specimen]/all">): Promise<Metadata> {
  const specimen = findSpecimen((await params).specimen);
  return { title: specimen === undefined ? null : titleOf(specimen) };
}

export default async function SheetPage({ params }: PageProps<"/gallery/[specimen]/all">) {
  const specimen = findSpecimen((await params).specimen);
  if (specimen === undefined) notFound();
  return (
    <SpecimenHead specimen={specimen} language={await readLanguage()} page="all">
      <Sheet name={specimen.name} />
    </SpecimenHead>
  );
}
