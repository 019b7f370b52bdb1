const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Loads a part of this package that the first sight does without; tries again when it does not come. */
export async function load<Part>(part: () => Promise<Part>): Promise<Part> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await part();
    } catch {
      // Offline, or a new version of the page was put in place this moment.
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
