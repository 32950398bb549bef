/** Spans over a text -> pieces that do not overlap, each with the marks that lie on it. */

import type { Claim, Span } from "./types.ts";

export type Layer = "trigger" | "actor" | "place" | "time" | "voice" | "figure";

export interface Piece {
  start: number;
  end: number;
  text: string;
  /** ids of the claims whose evidence this is */
  evidence: string[];
  layers: Layer[];
  /** ids of the claims whose first evidence starts here */
  opens: string[];
}

interface Mark {
  start: number;
  end: number;
  claim: string;
  layer: Layer | "evidence";
}

function mark(claim: Claim, layer: Mark["layer"], spans: readonly Span[]): Mark[] {
  return spans.map(({ start, end }) => ({ start, end, claim: claim.id, layer }));
}

function marksOf(claim: Claim): Mark[] {
  const { when } = claim;
  const dated = when && when.start !== null && when.end !== null ? [{ start: when.start, end: when.end, text: "" }] : [];
  return [
    ...mark(claim, "evidence", claim.evidence),
    ...mark(claim, "trigger", [claim.trigger]),
    ...mark(claim, "actor", [...claim.actors, ...claim.targets]),
    ...mark(claim, "place", claim.places),
    ...mark(claim, "time", dated),
    ...mark(claim, "voice", claim.voices),
    ...mark(claim, "figure", claim.figures),
  ];
}

/**
 * Offsets count Unicode characters, JavaScript's strings count UTF-16 units: texts with characters
 * beyond the first plane (emoji, some scripts) need this table to be cut at the right place.
 */
function unitsOf(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const starts: number[] = [];
  for (let unit = 0; unit < text.length; unit += (text.codePointAt(unit) as number) > 0xffff ? 2 : 1) starts.push(unit);
  starts.push(text.length);
  return (offset) => starts[Math.min(offset, starts.length - 1)] as number;
}

/**
 * The whole text in pieces, in order. Several claims may rest on one sentence: in the evidence of
 * the chosen one only its own words are marked.
 */
export function cutText(text: string, claims: readonly Claim[], chosen = ""): Piece[] {
  const units = unitsOf(text);
  const marks = claims
    .flatMap(marksOf)
    .map((found) => ({ ...found, start: units(found.start), end: units(found.end) }))
    .filter(({ start, end }) => start < end && end <= text.length);
  const edges = new Set([0, text.length]);
  for (const { start, end } of marks) edges.add(start).add(end);
  const opens = new Map<string, number>();
  for (const { claim, start } of marks.filter(({ layer }) => layer === "evidence")) {
    opens.set(claim, Math.min(start, opens.get(claim) ?? Infinity));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => piece(text, start, cuts[index + 1] as number, marks, opens, chosen));
}

function piece(
  text: string, start: number, end: number, marks: readonly Mark[], opens: Map<string, number>, chosen: string,
): Piece {
  const here = marks.filter((found) => found.start <= start && end <= found.end);
  const evidence = new Set(here.filter(({ layer }) => layer === "evidence").map(({ claim }) => claim));
  const told = evidence.has(chosen) ? here.filter(({ claim }) => claim === chosen) : here;
  const layers = new Set(told.flatMap(({ layer }) => (layer === "evidence" ? [] : [layer])));
  return {
    start,
    end,
    text: text.slice(start, end),
    evidence: [...evidence],
    layers: [...layers],
    opens: [...evidence].filter((claim) => opens.get(claim) === start),
  };
}

/** Pieces grouped into paragraphs; a piece that runs over a line break is cut there. */
export function paragraphs(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [[]];
  for (const whole of pieces) {
    let at = whole.start;
    for (const [index, line] of whole.text.split("\n").entries()) {
      if (index > 0) found.push([]);
      const opens = index === 0 ? whole.opens : [];
      if (line) (found.at(-1) as Piece[]).push({ ...whole, start: at, end: at + line.length, text: line, opens });
      at += line.length + 1;
    }
  }
  return found.filter((paragraph) => paragraph.length > 0);
}
