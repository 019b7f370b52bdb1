import { z } from "zod";

/** The three customers of this demo. A real shop would ask for a password. */
export const customerIdSchema = z.enum(["aoi", "ren", "mio"]);
export type CustomerId = z.infer<typeof customerIdSchema>;

export const customerIds = customerIdSchema.options;
