/** Holder of a place -> the number of its colour, the same on every day and after every reload. */

import type { Facets, Situation } from "./types.ts";

export const HOLDER_COLOURS = 8;

/**
 * Those who hold something in the end get the first colours, then those who are told of most; with
 * more than eight, colours are shared.
 */
export function countHolders(last: Situation | null, facets: Facets | null): (holder: string | null) => number {
  const held = new Map<string, number>();
  for (const { holder } of last?.control ?? []) {
    if (holder) held.set(holder.name, (held.get(holder.name) ?? 0) + 1);
  }
  const byHolds = [...held].toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([name]) => name);
  const order = [...new Set([...byHolds, ...(facets?.actors ?? []).map(({ value }) => value)])];
  return (holder) => Math.max(0, holder === null ? 0 : order.indexOf(holder)) % HOLDER_COLOURS;
}
