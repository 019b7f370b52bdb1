import { z } from "zod";

const userAuthorizationIdSchema = z.string().max(64);

/** `GET` calls about a linked user. */
export const userQuerySchema = z.object({ userAuthorizationId: userAuthorizationIdSchema });
