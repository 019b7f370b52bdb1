import { EmptyPlate } from "../cakes/empty-plate.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { readWords } from "../messages/read-words.ts";

export default async function NotFound() {
  const { words } = await readWords();
  return (
    <div className="page">
      <title>{`${words("notFoundTitle")} · ${words("shopName")}`}</title>
      <EmptyState
        picture={<EmptyPlate />}
        title={words("notFoundTitle")}
        text={words("notFoundText")}
        action={words("backToShop")}
      />
    </div>
  );
}
