/** So long a customer may take at the provider's. */
export const linkLifeMs = 15 * 60_000;
