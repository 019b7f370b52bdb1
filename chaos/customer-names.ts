/** A customer of the shop, as the shop knows her. */
export function customerName(number: number): string {
  return `customer-${number}`;
}

/** Her wallet, as PayPay knows her. */
export function walletOf(customer: string): string {
  return customer.replace("customer", "wallet");
}
