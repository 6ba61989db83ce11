/** Below this share of a theme's best score a match is shown as a loose one. */
const LOOSE_BELOW = 0.6

/** Whether a match is clearly weaker than the best of its theme, or than nothing at all. */
export function isLooseMatch(score: number, best: number): boolean {
  return score <= 0 || best <= 0 || score < best * LOOSE_BELOW
}
