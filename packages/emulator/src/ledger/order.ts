/** What a shop wrote on its order, as the wallet and the payment details repeat it. */
export interface Order {
  readonly storeId: string | null;
  readonly terminalId: string | null;
  readonly orderReceiptNumber: string | null;
  readonly orderDescription: string | null;
  readonly items: readonly OrderItem[];
}

export interface OrderItem {
  readonly name: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly productId: string | null;
  /** Whole yen each; not every shop says. */
  readonly unitPrice: number | null;
}
