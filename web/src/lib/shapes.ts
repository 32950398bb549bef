/** Events, holds and movements -> what the map draws. */

import type { Feature, FeatureCollection, LineString, Point, Polygon, Position } from "geojson";

import { numberOf } from "./days.ts";
import type { EventPlace, Happening, Hold, Movement, Place } from "./types.ts";
import { familyOf } from "./words.ts";

const KM_PER_DEGREE = 111.32;
/** Radii below this are not worth drawing, those above would cover the map. */
const SMALLEST_DISC_KM = 3;
const LARGEST_DISC_KM = 250;
/** More dots than this around one place say no more than "many". */
const MOST_DOTS = 60;

type Shapes<T extends Point | LineString | Polygon> = FeatureCollection<T>;

export function collection<T extends Point | LineString | Polygon>(features: Feature<T>[]): Shapes<T> {
  return { type: "FeatureCollection", features };
}

/** Where the event is put: where it happens, else where it starts, else where it leads. */
export function spotOf(event: Happening): EventPlace | null {
  for (const role of ["at", "from", "to", "via"] as const) {
    const found = event.places.find((place) => place.role === role && place.place !== null);
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
  const { earliest, latest } = event;
  return earliest !== null && latest !== null && earliest <= day && day <= latest;
}

/** A dot an event; those of one place are laid around it. `held` are places whose middle is taken. */
export function dotsOf(events: readonly Happening[], held: readonly Hold[], day: string | null): Shapes<Point> {
  const taken = new Map<string, number>(held.map(({ place }) => [keyOf(place), 2]));
  const dots: Feature<Point>[] = [];
  for (const event of events) {
    const place = spotOf(event)?.place;
    if (!place) continue;
    const index = taken.get(keyOf(place)) ?? 0;
    taken.set(keyOf(place), index + 1);
    if (index > MOST_DOTS) continue;
    dots.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
      properties: {
        id: event.id,
        icon: `${familyOf(event.kind)}-${event.realis === "actual" ? "solid" : "hollow"}`,
        offset: seed(index),
        summary: event.summary,
        now: day === null || isOn(event, day) ? 1 : 0,
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

/** How far from its point each place may be: one disc a place. */
export function discsOf(events: readonly Happening[]): Shapes<Polygon> {
  const seen = new Map<string, Feature<Polygon>>();
  for (const event of events) {
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

/** The names to write, each once; places with more events first. */
export function namesOf(events: readonly Happening[], holds: readonly Hold[]): Shapes<Point> {
  const found = new Map<string, { place: Place; weight: number }>();
  const add = (place: Place | null | undefined, weight: number): void => {
    if (!place) return;
    const entry = found.get(keyOf(place)) ?? { place, weight: 0 };
    entry.weight += weight;
    found.set(keyOf(place), entry);
  };
  for (const { place } of holds) add(place, 5);
  for (const event of events) for (const { place } of event.places) add(place, 1);
  const kinds = new Set(["country"]);
  return collection(
    [...found.values()]
      .filter(({ place }) => !kinds.has(place.kind))
      .map(({ place, weight }) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [place.lon, place.lat] },
        properties: { name: place.name, rank: -weight },
      })),
  );
}

/** The situation puts claims together by itself, so its ids of events may differ from the list's. */
export type FindEvent = (id: string | undefined, claims: readonly string[]) => string;

/** Finds the event of this id, else the one that rests on one of these claims, else the id itself. */
export function eventFinder(events: readonly Happening[]): FindEvent {
  const ids = new Set(events.map(({ id }) => id));
  const byClaim = new Map(events.flatMap(({ id, claims }) => claims.map((claim) => [claim, id] as const)));
  return (id = "", claims) => (ids.has(id) ? id : (claims.map((claim) => byClaim.get(claim)).find(Boolean) ?? id));
}

export function holdsOf(holds: readonly Hold[], colourOf: (holder: string | null) => number, find: FindEvent): Shapes<Point> {
  return collection(
    holds.map((hold) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [hold.place.lon, hold.place.lat] },
      properties: {
        icon: `hold-${hold.holder ? colourOf(hold.holder.name) : "none"}${hold.contested ? "-contested" : ""}`,
        event: find(hold.events.at(-1), hold.holder?.claims ?? []),
        summary: `${hold.place.name}: ${hold.holder?.name ?? "holder unknown"}${hold.contested ? ", contested" : ""}`,
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

/** Each way of a movement: from every start, by way of all stops, to every goal that is known. */
function waysOf(movement: Movement): Position[][] {
  const stops = points(movement.stops);
  const starts = points(movement.origins);
  const goals = points(movement.destinations);
  const ways = starts.flatMap((start) => goals.map((goal) => [start, ...stops, goal]));
  if (ways.length > 0) return ways;
  if (starts.length > 0) return starts.flatMap((start) => (stops.length > 0 ? [[start, ...stops]] : []));
  return goals.flatMap((goal) => (stops.length > 0 ? [[...stops, goal]] : []));
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

function claimsOf(movement: Movement): string[] {
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

/** [west, south, east, north] of what is to be seen, or nothing. */
export function boundsOf(events: readonly Happening[], holds: readonly Hold[]): [number, number, number, number] | null {
  const places = [
    ...events.flatMap(({ places }) => places.flatMap(({ place }) => (place && place.kind !== "country" ? [place] : []))),
    ...holds.map(({ place }) => place),
  ];
  if (places.length === 0) return null;
  // The middle nine tenths: one far capital must not shrink the theatre to a dot.
  const cut = (values: number[]): [number, number] => {
    const sorted = values.toSorted((a, b) => a - b);
    const skip = Math.floor(sorted.length * 0.06);
    return [sorted[skip] as number, sorted[sorted.length - 1 - skip] as number];
  };
  const [west, east] = cut(places.map(({ lon }) => lon));
  const [south, north] = cut(places.map(({ lat }) => lat));
  return [west, south, east, north];
}
