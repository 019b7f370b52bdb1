/** A test asked for something that cannot be: an unknown code or customer, or a payment that PayPay would refuse. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly code = "control_refused";
}
