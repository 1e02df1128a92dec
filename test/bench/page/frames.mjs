/**
 * Adds up what the sampler saw. A frame lasts until the next one is painted; a time counts if it is so in any region.
 *
 * @param {{ frames: readonly { at: number, looks: readonly string[] }[], shift: number }} seen
 * @returns Milliseconds with the default visible and with a region that is there but hidden, and whether the variant
 *   was shown everywhere in the end.
 */
export function readFrames({ frames, shift }) {
  const during = (...looks) =>
    frames.reduce(
      (sum, frame, index) =>
        frame.looks.some((look) => looks.includes(look))
          ? sum + (frames[index + 1]?.at ?? frame.at) - frame.at
          : sum,
      0,
    );
  return {
    defaultShown: during('default', 'both'),
    hidden: during('hidden'),
    shown: !!frames.length && frames.at(-1).looks.every((look) => look === 'variant'),
    shift,
  };
}
