/** What every example is given; each takes what it needs. */
export interface ExampleProps {
  order: string;
  /** A payment that was started before. */
  payment: { id: string; token: string };
}
