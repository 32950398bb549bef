/** Holder of a place -> the number of its colour, the same on every day and after every reload. */

import type { Facets } from "./types.ts";

export const HOLDER_COLOURS = 8;

/** The actors told of most get colours of their own; the others share by a number made of their name. */
export function countHolders(facets: Facets | null): (holder: string | null) => number {
  const order = new Map((facets?.actors ?? []).map(({ value }, index) => [value, index]));
  return (holder) => {
    if (holder === null) return 0;
    const rank = order.get(holder) ?? [...holder].reduce((sum, letter) => sum + (letter.codePointAt(0) as number), 0);
    return rank % HOLDER_COLOURS;
  };
}
