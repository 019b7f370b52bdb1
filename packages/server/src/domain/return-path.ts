import { z } from "zod";

/** Path of a page of the shop's own. Where it leads is checked once more when it has become an address. */
export const returnPathSchema = z
  .string()
  .regex(/^\/(?![/\\])[^\\\s]*$/, "must be a path on the shop's own origin, such as /orders/42");
