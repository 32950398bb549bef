/** Events, holds and movements -> what the map draws. */

import type { Feature, FeatureCollection, LineString, Point, Polygon, Position } from "geojson";

import { numberOf, shownOn } from "./days.ts";
import type { EventPlace, Happening, Hold, Movement, Place } from "./types.ts";
import { familyOf } from "./words.ts";

const KM_PER_DEGREE = 111.32;
/** Radii below this are not worth drawing, those above would cover the map. */
const SMALLEST_DISC_KM = 3;
const LARGEST_DISC_KM = 120;
/** Events of other days are drawn this much smaller. */
const DIM_SIZE = 0.55;
/** More dots than this around one place say no more than "many". */
const MOST_DOTS = 60;

type Shapes<T extends Point | LineString | Polygon> = FeatureCollection<T>;

export function collection<T extends Point | LineString | Polygon>(features: Feature<T>[]): Shapes<T> {
  return { type: "FeatureCollection", features };
}

/** Where the event is put: where it happens, else where it starts, else where it leads. The middle
 * of a country is nowhere, so an event known only by country has no spot. */
export function spotOf(event: Happening): EventPlace | null {
  for (const role of ["at", "from", "to", "via"] as const) {
    const found = event.places.find(({ role: its, place }) => its === role && place && place.kind !== "country");
    if (found) return found;
  }
  return null;
}

function keyOf(place: Place): string {
  return `${place.lat.toFixed(3)},${place.lon.toFixed(3)}`;
}

/** The nth seed of a sunflower, in pixels from the middle. */
function seed(index: number): [number, number] {
  const angle = index * 2.399963;
  const radius = 7.5 * Math.sqrt(index);
  return [Math.round(radius * Math.cos(angle) * 10) / 10, Math.round(radius * Math.sin(angle) * 10) / 10];
}

/** Does the event lie on that day, as far as is known? */
export function isOn(event: Happening, day: string): boolean {
  const shown = shownOn(event);
  return shown !== null && shown.first <= day && day <= shown.last;
}

/** A dot an event; those of one place are laid around it. `held` are places whose middle is taken. */
export function dotsOf(events: readonly Happening[], held: readonly Hold[], day: string | null): Shapes<Point> {
  const taken = new Map<string, number>(held.map(({ place }) => [keyOf(place), 2]));
  const dots: Feature<Point>[] = [];
  const isNow = (event: Happening): boolean => day === null || isOn(event, day);
  for (const event of [...events.filter(isNow), ...events.filter((event) => !isNow(event))]) {
    const place = spotOf(event)?.place;
    if (!place) continue;
    const index = taken.get(keyOf(place)) ?? 0;
    taken.set(keyOf(place), index + 1);
    if (index > MOST_DOTS) continue;
    const now = isNow(event);
    const size = now ? 1 : DIM_SIZE;
    dots.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
      properties: {
        id: event.id,
        icon: `${familyOf(event.kind)}-${event.realis === "actual" ? "solid" : "hollow"}`,
        // The map multiplies the offset by the size.
        offset: seed(index).map((pixels) => pixels / size),
        size,
        summary: event.summary,
        now: now ? 1 : 0,
      },
    });
  }
  return collection(dots);
}

function disc(place: Place): Position[] {
  const steps = 48;
  const lat = place.radius_km / KM_PER_DEGREE;
  const lon = lat / Math.max(Math.cos((place.lat * Math.PI) / 180), 0.05);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI;
    return [place.lon + lon * Math.cos(angle), place.lat + lat * Math.sin(angle)];
  });
}

/** How far from its point each place of the day, or of the open event, may be: one disc a place. */
export function discsOf(events: readonly Happening[], day: string | null, open: string): Shapes<Polygon> {
  const seen = new Map<string, Feature<Polygon>>();
  for (const event of events) {
    if (event.id !== open && day !== null && !isOn(event, day)) continue;
    const place = spotOf(event)?.place;
    if (!place || place.radius_km < SMALLEST_DISC_KM || place.radius_km > LARGEST_DISC_KM) continue;
    seen.set(`${keyOf(place)} ${place.radius_km}`, {
      type: "Feature",
      geometry: { type: "Polygon", coordinates: [disc(place)] },
      properties: { name: place.name },
    });
  }
  return collection([...seen.values()]);
}

/** What the reports call each place: the name that most of them write, else the gazetteer's. */
export function namePlaces(events: readonly Happening[]): (place: Place) => string {
  const counted = new Map<string, Map<string, number>>();
  for (const { name, place } of events.flatMap((event) => event.places)) {
    if (!place || !/^\p{Lu}/u.test(name) || name === name.toUpperCase()) continue;
    const names = counted.get(keyOf(place)) ?? new Map<string, number>();
    counted.set(keyOf(place), names.set(name, (names.get(name) ?? 0) + 1));
  }
  return (place) => {
    const names = [...(counted.get(keyOf(place)) ?? [])];
    return names.toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))[0]?.[0] ?? place.name;
  };
}

/** The names to write, each once; places that are held, then those with more events, come first. */
export function namesOf(events: readonly Happening[], holds: readonly Hold[], nameOf: (place: Place) => string): Shapes<Point> {
  const found = new Map<string, { place: Place; weight: number }>();
  const add = (place: Place | null | undefined, weight: number): void => {
    if (!place || place.kind === "country") return;
    const entry = found.get(keyOf(place)) ?? { place, weight: 0 };
    entry.weight += weight;
    found.set(keyOf(place), entry);
  };
  for (const { place } of holds) add(place, 1000);
  for (const event of events) for (const { place } of event.places) add(place, 1);
  // A town and its province share a name more often than not; it is written once, at the town.
  const named = new Map<string, { place: Place; weight: number }>();
  for (const entry of [...found.values()].toSorted((a, b) => b.place.radius_km - a.place.radius_km)) {
    named.set(nameOf(entry.place), { ...entry, weight: entry.weight + (named.get(nameOf(entry.place))?.weight ?? 0) });
  }
  return collection(
    [...named].map(([name, { place, weight }]) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
      properties: { name, rank: -weight },
    })),
  );
}

/** As known by a day, claims are put together from fewer reports, so ids of events may differ from the list's. */
export type FindEvent = (id: string | undefined, claims: readonly string[]) => string;

/** Finds the event of this id, else the one that rests on one of these claims, else the id itself. */
export function eventFinder(events: readonly Happening[]): FindEvent {
  const ids = new Set(events.map(({ id }) => id));
  const byClaim = new Map(events.flatMap(({ id, claims }) => claims.map((claim) => [claim, id] as const)));
  return (id = "", claims) => (ids.has(id) ? id : (claims.map((claim) => byClaim.get(claim)).find(Boolean) ?? id));
}

export function holdsOf(holds: readonly Hold[], colourOf: (holder: string | null) => number, find: FindEvent, nameOf: (place: Place) => string): Shapes<Point> {
  return collection(
    holds.map((hold) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [hold.place.lon, hold.place.lat] },
      properties: {
        icon: `hold-${hold.holder ? colourOf(hold.holder.name) : "none"}${hold.contested ? "-contested" : ""}`,
        event: find(hold.events.at(-1), hold.holder?.claims ?? []),
        summary: `${nameOf(hold.place)}: ${hold.holder?.name ?? "holder unknown"}${hold.contested ? ", contested" : ""}`,
      },
    })),
  );
}

/** A bow from one point to another, bent to the left so that there and back do not cover each other. */
function bow(from: Position, to: Position): Position[] {
  const [x1 = 0, y1 = 0] = from;
  const [x2 = 0, y2 = 0] = to;
  const middle = [(x1 + x2) / 2 - (y2 - y1) * 0.14, (y1 + y2) / 2 + (x2 - x1) * 0.14];
  const [mx = 0, my = 0] = middle;
  return Array.from({ length: 33 }, (_, step) => {
    const t = step / 32;
    const u = 1 - t;
    return [u * u * x1 + 2 * u * t * mx + t * t * x2, u * u * y1 + 2 * u * t * my + t * t * y2];
  });
}

function points(places: readonly EventPlace[]): Position[] {
  return places.flatMap(({ place }) => (place ? [[place.lon, place.lat]] : []));
}

/** Compass bearing on the screen of the last leg, in degrees clockwise from north. */
function bearing(line: readonly Position[]): number {
  const [x1 = 0, y1 = 0] = line.at(-4) ?? [];
  const [x2 = 0, y2 = 0] = line.at(-1) ?? [];
  const stretch = Math.cos((y2 * Math.PI) / 180);
  return (Math.atan2((x2 - x1) * stretch, y2 - y1) * 180) / Math.PI;
}

function isCountry({ place }: EventPlace): boolean {
  return place?.kind === "country";
}

/**
 * Each way of a movement: from every start, by way of all stops, to every goal that is known. Where
 * one end is unknown the stops stand for it; between the middles of two countries nobody went.
 */
function waysOf(movement: Movement): Position[][] {
  const stops = movement.stops.filter((stop) => stop.place && !isCountry(stop));
  const starts = movement.origins.length > 0 ? movement.origins : stops.splice(0, 1);
  const goals = movement.destinations.length > 0 ? movement.destinations : stops.splice(-1);
  const ways = starts.flatMap((start) => goals.map((goal) => [start, ...stops, goal]));
  return ways.filter((way) => !way.every(isCountry)).map(points).filter((way) => way.length > 1);
}

export interface Arrows {
  lines: Shapes<LineString>;
  heads: Shapes<Point>;
}

/** How strong the arrow is drawn: what moved long before the chosen day fades. */
function strength(movement: Movement, day: string): number {
  const age = numberOf(day) - numberOf(movement.latest ?? movement.earliest ?? day);
  if (age <= 1) return 1;
  return age <= 3 ? 0.4 : 0.15;
}

export function claimsOf(movement: Movement): string[] {
  return [...movement.origins, ...movement.destinations, ...movement.stops, ...movement.who].flatMap(({ claims }) => claims);
}

export function arrowsOf(movements: readonly Movement[], day: string, find: FindEvent): Arrows {
  const lines: Feature<LineString>[] = [];
  const heads: Feature<Point>[] = [];
  for (const movement of movements) {
    const who = movement.who.map(({ name }) => name).join(", ") || "someone";
    const properties = {
      event: find(movement.event, claimsOf(movement)),
      strength: strength(movement, day),
      summary: `${who}: ${[...movement.origins, ...movement.stops, ...movement.destinations].map(({ name }) => name).join(" → ")}`,
      sure: movement.realis === "actual" ? 1 : 0,
    };
    for (const way of waysOf(movement)) {
      const line = way.slice(1).flatMap((point, index) => bow(way[index] as Position, point));
      lines.push({ type: "Feature", geometry: { type: "LineString", coordinates: line }, properties });
      heads.push({
        type: "Feature",
        geometry: { type: "Point", coordinates: line.at(-1) as Position },
        properties: { ...properties, bearing: bearing(line) },
      });
    }
  }
  return { lines: collection(lines), heads: collection(heads) };
}

/**
 * Least and greatest of the values that are no outliers (Tukey's fences: 1.5 times the distance of
 * the quartiles), so that one far capital does not shrink the theatre to a dot.
 */
function middle(values: number[]): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const quartile = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] as number;
  const reach = Math.max(1.5 * (quartile(0.75) - quartile(0.25)), 0.25);
  const kept = sorted.filter((value) => quartile(0.25) - reach <= value && value <= quartile(0.75) + reach);
  return [kept[0] as number, kept.at(-1) as number];
}

/** A region is too wide to say where the theatre is. */
const WIDEST_FOR_BOUNDS_KM = 60;

/** [west, south, east, north] of what is to be seen, or nothing. */
export function boundsOf(events: readonly Happening[], holds: readonly Hold[]): [number, number, number, number] | null {
  const spots = [...events.map((event) => spotOf(event)?.place), ...holds.map(({ place }) => place)];
  const places = spots.filter((place) => place && place.kind !== "country" && place.radius_km <= WIDEST_FOR_BOUNDS_KM) as Place[];
  if (places.length === 0) return null;
  const [west, east] = middle(places.map(({ lon }) => lon));
  const [south, north] = middle(places.map(({ lat }) => lat));
  return [west, south, east, north];
}
