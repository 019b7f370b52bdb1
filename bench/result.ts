/** One line of the table. */
export interface Result {
  what: string;
  measured: string;
  /** What only stands beside ours has no target, and cannot miss it. */
  target?: string;
  met?: boolean;
}

/** What one file in `rows/` exports. */
export interface Row {
  /** As in `pnpm bench <name>`. */
  name: string;
  /** How it is measured, in a sentence or two. */
  method: string;
  run(): Promise<Result[]>;
}
