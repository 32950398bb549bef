import { describe, expect, it, test } from "vitest";

import { filtersOf, formatView, parseView, START, type View } from "./address.ts";
import { addDays, binDays, extentOf, shownOn } from "./days.ts";
import { cutText, paragraphs } from "./marks.ts";
import { happeningWords } from "./sentences.ts";
import { arrowsOf, boundsOf, dotsOf, eventFinder, spotOf } from "./shapes.ts";
import type { Claim, Happening, Movement, Place, Report, Span, Voice } from "./types.ts";
import { backingWords, chainWords, countWords, daysWords, quote } from "./words.ts";

const TEXT = "Hama falls\n\nRebels 🕊 took Hama on Thursday, three officials told the Wire.";

function span(text: string, words: string): Span {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length, text: words };
}
function voice(text: string, more: Partial<Voice> = {}): Voice {
  return { ...span(TEXT, TEXT.slice(0, 1)), text, kind: "official", named: false, count: null, actor: null, ...more };
}
function aClaim(more: Partial<Claim> = {}): Claim {
  return {
    id: "c", report: "r", kind: "CONTROL", mode: "takes", trigger: span(TEXT, "took"),
    actors: [{ ...span(TEXT, "Rebels"), actor: null, count: null }], targets: [],
    places: [{ ...span(TEXT, "Hama on"), text: "Hama", role: "at", extent: "whole", place: null }],
    when: null, means: null, figures: [], voices: [], speech: "own", stance: "asserts", realis: "actual", hedged: false,
    background: false, evidence: [span(TEXT, "Rebels 🕊 took Hama on Thursday, three officials told the Wire.")], score: 0.9, why: [],
    ...more,
  };
}
const PLACE: Place = { name: "Hama", kind: "city", country: "SYR", admin1: null, lat: 35.1, lon: 36.7, radius_km: 4, geonames_id: 1 };
function anEvent(more: Partial<Happening> = {}): Happening {
  return {
    id: "e", kind: "CONTROL", mode: "takes", summary: "rebels took Hama", actors: [], targets: [],
    places: [{ name: "Hama", role: "at", place: PLACE, claims: ["c"] }], earliest: "2024-12-05", latest: "2024-12-05", means: null,
    tolls: [], realis: "actual", background: false, status: "reported", grade: { reliability: "F", credibility: "3", why: [] }, disputes: [], claims: ["c"], reports: ["r"],
    origins: [{ name: "the Wire", kind: "media", reports: ["r"], claims: ["c"], why: "" }],
    first_told: "2024-12-06", last_told: "2024-12-06", score: 0.9, why: [], ...more,
  };
}
const REPORT: Report = {
  id: "r", text: TEXT, title: "Hama falls", published: "2024-12-06", publisher: "Wire", url: null, source: null, sha256: null, furniture: [], why: [],
};

describe("the address", () => {
  const view: View = {
    ...START, q: "a & b=c", kinds: ["MOVE", "CONTROL"], statuses: ["contested"], actor: "Rebels", since: "2024-11-27", until: "2024-12-08",
    on: "2024-12-05", asKnown: true, inWords: true, event: "e1", report: "x/y?z", claim: "c1", pane: "list",
  };
  it("holds the whole state", () => expect(parseView(formatView(view))).toEqual(view));
  it("is empty at the start", () => expect(formatView(START)).toBe(""));
  it("ignores days that are none", () => expect(parseView("?on=yesterday&since=2024-99-99")).toEqual(START));
  it("asks for what was known only with a day", () => {
    expect(filtersOf(view, null).has("known_by")).toBe(false);
    expect(filtersOf(view, "2024-12-05").get("known_by")).toBe("2024-12-05");
  });
});

describe("marks", () => {
  const pieces = cutText(TEXT, [aClaim()]);
  it("lose no character", () => expect(pieces.map(({ text }) => text).join("")).toBe(TEXT));
  it("count characters, not UTF-16 units", () => expect(pieces.find(({ layers }) => layers.includes("trigger"))?.text).toBe("took"));
  it("open each claim once", () => expect(pieces.flatMap(({ opens }) => opens)).toEqual(["c"]));
  it("keep paragraphs apart", () => expect(paragraphs(pieces).map((line) => line.map(({ text }) => text).join(""))).toEqual(TEXT.split("\n\n")));
  it("show only the chosen claim's words in its evidence", () => {
    const other = aClaim({ id: "d", trigger: span(TEXT, "told") });
    const bold = (chosen: string): string[] =>
      cutText(TEXT, [aClaim(), other], chosen).filter(({ layers }) => layers.includes("trigger")).map(({ text }) => text);
    expect([bold(""), bold("c"), bold("d")]).toEqual([["took", "told"], ["took"], ["told"]]);
  });
  it("ignore spans beyond the text", () => {
    const beyond = aClaim({ evidence: [{ start: 5, end: 9999, text: "" }] });
    expect(cutText(TEXT, [beyond]).map(({ text }) => text).join("")).toBe(TEXT);
  });
});

test.each<[Partial<Claim>, string | null, string]>([
  [{}, "Courier", "Courier says in its own words that"],
  [{}, null, "The outlet says in its own words that"],
  [{ voices: [voice("The ministry")], stance: "denies" }, "Courier", "Courier says that the ministry denies that"],
  [{ voices: [voice("the Wire"), voice("three officials", { count: 3 })] }, "Courier", "Courier says that the Wire was told by three officials that"],
  [{ voices: [voice("the Sample Wire"), voice("a doctor")] }, "Sample Wire", "Sample Wire says that it was told by a doctor that"],
  [{ voices: [voice("the Wire"), voice("the army")], stance: "doubts" }, "Courier", "Courier says that the Wire was told by the army, who doubts that"],
  [{ voices: [voice("the Wire"), voice("officials", { start: 40, end: 49 }), voice("a monitor", { start: 54, end: 63 })] }, "Courier", "Courier says that the Wire was told by officials and a monitor that"],
  [{ voices: [voice("two residents", { count: 2 })], hedged: true }, "Courier", "Courier says with a hedge that two residents say that"],
])("the chain of sources is spelled out: %#", (more, publisher, words) => {
  expect(chainWords(aClaim(more), { ...REPORT, publisher })).toBe(words);
});

test.each<[Partial<Claim>, string]>([
  [{}, "Rebels took Hama"],
  [{ actors: [] }, "Hama was taken"],
  [{ realis: "planned" }, "Rebels will take Hama"],
  [{ realis: "negated" }, "Rebels did not take Hama"],
  [{ realis: "possible", actors: [] }, "Hama may be taken"],
])("what happened is told as it is told: %#", (more, words) => {
  expect(happeningWords(aClaim(more))).toBe(words);
});

test.each<[{ least: number | null; most: number | null }, string]>([
  [{ least: 12, most: 12 }, "12"],
  [{ least: 12, most: null }, "at least 12"],
  [{ least: null, most: 30 }, "at most 30"],
  [{ least: 9, most: 23 }, "9 to 23"],
  [{ least: null, most: null }, "number unknown"],
])("an open end of a figure stays open: %#", (value, words) => expect(countWords(value)).toBe(words));

test("one source is called one source however many repeat it", () => {
  expect(backingWords(anEvent({ reports: ["a", "b", "c"] }))).toBe("rests on one source, told by 3 reports");
});

test("an unknown end of a span of days is said", () => {
  expect(daysWords("2024-12-05", null)).toBe("since 5 Dec 2024");
  expect(daysWords(null, null)).toBe("no date");
});

test("a quotation is cut at a word", () => expect(quote("one two three", 8)).toBe("one two …"));

describe("days", () => {
  const days = {
    first: "2011-03-01", last: "2024-12-08", undated: 1,
    days: [
      { day: "2011-03-01", events: 2, told: 0, reports: 0 },
      { day: "2024-12-01", events: 1, told: 3, reports: 1 },
      { day: "2024-12-08", events: 4, told: 0, reports: 2 },
    ],
  };
  const extent = extentOf(days);
  it("do not let old context squeeze the news", () => expect(extent).toEqual({ first: "2024-11-27", last: "2024-12-08", earlier: 2, later: 0 }));
  it("lose no event in bins of any width", () => {
    for (const most of [1, 3, 7, 100]) {
      const bins = extent ? binDays(days, extent, most) : [];
      expect(bins.reduce((sum, bin) => sum + bin.events + bin.told, 0)).toBe(8);
    }
  });
  it("step over the end of a month", () => expect(addDays("2024-11-30", 1)).toBe("2024-12-01"));
  it("put news of unknown day on the day it was told, and undated background nowhere", () => {
    expect(shownOn(anEvent({ earliest: null, latest: null }))).toEqual({ first: "2024-12-06", last: "2024-12-06", told: true });
    expect(shownOn(anEvent({ earliest: null, latest: null, background: true }))).toBeNull();
  });
});

describe("the map", () => {
  const country = { ...PLACE, name: "Syria", kind: "country" };
  it("puts nothing in the middle of a country", () => {
    expect(spotOf(anEvent({ places: [{ name: "Syria", role: "at", place: country, claims: [] }] }))).toBeNull();
  });
  it("lays events of one place side by side", () => {
    const dots = dotsOf([anEvent(), anEvent({ id: "f" })], [], null).features;
    expect(new Set(dots.map(({ properties }) => String(properties?.offset))).size).toBe(2);
  });
  it("is not widened by one far place", () => {
    const near = Array.from({ length: 12 }, (_, n) => anEvent({ places: [{ name: "x", role: "at", place: { ...PLACE, lon: 36 + n / 10 }, claims: [] }] }));
    const far = anEvent({ places: [{ name: "y", role: "at", place: { ...PLACE, lon: 120 }, claims: [] }] });
    expect(boundsOf([...near, far], [])?.[2]).toBeLessThan(40);
  });
  it("draws a movement by way of its stops, and none between two countries", () => {
    const at = (name: string, lon: number, kind = "city") => ({ name, role: "at" as const, place: { ...PLACE, name, lon, kind }, claims: [] });
    const move = (origins: object[], stops: object[], destinations: object[]) =>
      ({ event: "e", who: [], count: null, origins, stops, destinations, means: null, mode: null, realis: "actual", earliest: null, latest: null }) as unknown as Movement;
    const ends = (movement: Movement) =>
      arrowsOf([movement], "2024-12-05", eventFinder([])).lines.features.map(({ geometry }) => [geometry.coordinates[0]?.[0], geometry.coordinates.at(-1)?.[0]]);
    expect(ends(move([at("A", 1)], [at("B", 2)], [at("C", 3), at("D", 4)]))).toEqual([[1, 3], [1, 4]]);
    expect(ends(move([], [at("B", 2)], [at("C", 3)]))).toEqual([[2, 3]]);
    expect(ends(move([at("S", 1, "country")], [], [at("L", 2, "country"), at("C", 3)]))).toEqual([[1, 3]]);
    expect(ends(move([at("A", 1)], [], []))).toEqual([]);
  });
  it("finds the event of a movement by its claims", () => {
    const find = eventFinder([anEvent({ id: "e1", claims: ["c1"] })]);
    expect([find("e1", []), find("other", ["c1"]), find("other", [])]).toEqual(["e1", "e1", "other"]);
  });
});
