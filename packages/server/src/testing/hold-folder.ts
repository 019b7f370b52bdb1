import { KaikeiError } from "../errors.ts";
import { lockFolder } from "../store/folder-lock.ts";

// A process of its own for tests: locks the folder that it is given, says how that went, and stays.

const [, , folder = ""] = process.argv;
try {
  lockFolder(folder);
  process.send?.("held");
} catch (error) {
  process.send?.(error instanceof KaikeiError ? error.code : String(error));
}
setInterval(() => undefined, 60_000);
