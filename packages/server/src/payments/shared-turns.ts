/** Does `work` of a key, or shares the next turn of somebody who asks for the same. */
export type ShareTurn = (key: string, work: () => Promise<void>) => Promise<void>;

/**
 * For work that is the same whoever does it, such as writing down that a notification came. While it is under way for
 * a key, all who ask for it share one more turn, which begins after they asked: so each of them is served, and a
 * thousand at once cost two.
 */
export function createSharedTurns(): ShareTurn {
  const running = new Map<string, Promise<void>>();
  const planned = new Map<string, Promise<void>>();

  const run = (key: string, work: () => Promise<void>): Promise<void> => {
    const turn = work();
    running.set(key, turn);
    const leave = () => {
      if (running.get(key) === turn) running.delete(key);
    };
    turn.then(leave, leave);
    return turn;
  };

  return (key, work) => {
    const current = running.get(key);
    if (current === undefined) return run(key, work);
    const shared = planned.get(key);
    if (shared !== undefined) return shared;
    const begin = () => {
      planned.delete(key);
      return run(key, work);
    };
    const next = current.then(begin, begin);
    planned.set(key, next);
    return next;
  };
}
