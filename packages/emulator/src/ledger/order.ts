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

/** What a request says of an order; optional fields may be left out or null. */
interface OrderFields {
  readonly storeId?: string | null | undefined;
  readonly terminalId?: string | null | undefined;
  readonly orderReceiptNumber?: string | null | undefined;
  readonly orderDescription?: string | null | undefined;
  readonly orderItems?:
    | readonly {
        readonly name: string;
        readonly category?: string | null | undefined;
        readonly quantity: number;
        readonly productId?: string | null | undefined;
        readonly unitPrice?: { readonly amount: number } | null | undefined;
      }[]
    | null
    | undefined;
}

export function orderFrom(fields: OrderFields): Order {
  return {
    storeId: fields.storeId ?? null,
    terminalId: fields.terminalId ?? null,
    orderReceiptNumber: fields.orderReceiptNumber ?? null,
    orderDescription: fields.orderDescription ?? null,
    items: (fields.orderItems ?? []).map((item) => ({
      name: item.name,
      category: item.category ?? null,
      quantity: item.quantity,
      productId: item.productId ?? null,
      unitPrice: item.unitPrice?.amount ?? null,
    })),
  };
}
