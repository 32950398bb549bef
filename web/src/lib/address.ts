/** The query string <-> what the page shows. The address holds all of it: a copied link opens the same view. */

import type { Kind, Status } from "./types.ts";

export interface View {
  q: string;
  kinds: Kind[];
  statuses: Status[];
  actor: string;
  source: string;
  place: string;
  since: string;
  until: string;
  /** the day whose situation is drawn; "" is the last one */
  on: string;
  /** only what had been published by that day */
  asKnown: boolean;
  /** the situation is also told in words */
  inWords: boolean;
  event: string;
  report: string;
  claim: string;
  /** what a narrow screen shows */
  pane: "map" | "list";
}

export const START: View = {
  q: "", kinds: [], statuses: [], actor: "", source: "", place: "", since: "", until: "",
  on: "", asKnown: false, inWords: false, event: "", report: "", claim: "", pane: "map",
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function day(text: string | null): string {
  return text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
}

export function parseView(search: string): View {
  const given = new URLSearchParams(search);
  const text = (name: string): string => given.get(name) ?? "";
  return {
    q: text("q"),
    kinds: given.getAll("kind") as Kind[],
    statuses: given.getAll("status") as Status[],
    actor: text("actor"),
    source: text("source"),
    place: text("place"),
    since: day(given.get("since")),
    until: day(given.get("until")),
    on: day(given.get("on")),
    asKnown: given.get("as") === "known",
    inWords: given.has("words"),
    event: text("event"),
    report: text("report"),
    claim: text("claim"),
    pane: given.get("pane") === "list" ? "list" : "map",
  };
}

export function formatView(view: View): string {
  const said = new URLSearchParams();
  const say = (name: string, value: string): void => {
    if (value) said.append(name, value);
  };
  say("q", view.q);
  for (const kind of view.kinds) say("kind", kind);
  for (const status of view.statuses) say("status", status);
  for (const name of ["actor", "source", "place", "since", "until", "on"] as const) say(name, view[name]);
  say("as", view.asKnown ? "known" : "");
  say("words", view.inWords ? "yes" : "");
  for (const name of ["event", "report", "claim"] as const) say(name, view[name]);
  say("pane", view.pane === "list" ? "list" : "");
  const query = said.toString();
  return query ? `?${query}` : "";
}

/** The same filters in the words of the API; `known_by` is the chosen day where the view is as known. */
export function filtersOf(view: View, day: string | null): URLSearchParams {
  const said = new URLSearchParams();
  for (const kind of view.kinds) said.append("kind", kind);
  for (const status of view.statuses) said.append("status", status);
  for (const name of ["actor", "source", "place", "since", "until"] as const) {
    if (view[name]) said.append(name, view[name]);
  }
  if (view.q.trim()) said.append("text", view.q.trim());
  if (view.asKnown && day) said.append("known_by", day);
  return said;
}

/** How many filters hold something back. */
export function countFilters(view: View): number {
  const single = [view.q.trim(), view.actor, view.source, view.place, view.since || view.until];
  return single.filter(Boolean).length + view.kinds.length + view.statuses.length;
}
