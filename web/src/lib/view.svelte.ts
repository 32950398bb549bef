/** The one state of the page, kept in the address. */

import { formatView, parseView, type View } from "./address.ts";

let shown = $state.raw<View>(parseView(location.search));

addEventListener("popstate", () => {
  shown = parseView(location.search);
});

export function view(): View {
  return shown;
}

/** Show something else. `step` adds to the history, `adjust` (typing, dragging) rewrites the last entry. */
export function show(change: Partial<View>, how: "step" | "adjust" = "step"): void {
  const next = { ...shown, ...change };
  const address = location.pathname + formatView(next);
  if (address === location.pathname + location.search) {
    shown = next;
    return;
  }
  if (how === "step") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  shown = next;
}
