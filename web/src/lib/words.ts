/** Records -> plain words. Everything here returns a string that is shown as text, never as markup. */

import type { Claim, Count, Figure, Happening, Kind, Report, Status, Toll, Voice, When } from "./types.ts";

export const KIND_WORDS: Record<Kind, string> = {
  AGREE: "Agreement",
  CONSULT: "Talks",
  SUPPORT: "Support",
  CONCEDE: "Concession",
  COOPERATE: "Cooperation",
  AID: "Aid",
  RETREAT: "Retreat",
  REQUEST: "Appeal",
  ACCUSE: "Accusation",
  REJECT: "Rejection",
  THREATEN: "Threat",
  PROTEST: "Protest",
  SANCTION: "Sanction",
  MOBILIZE: "Mobilization",
  COERCE: "Coercion",
  ASSAULT: "Assault",
  MOVE: "Movement",
  CONTROL: "Control",
  ASSESS: "Assessment",
};

/** Nineteen colours cannot be told apart; six families can. */
export type Family = "control" | "force" | "movement" | "pressure" | "words" | "accord";

const FAMILIES: Record<Kind, Family> = {
  CONTROL: "control",
  ASSAULT: "force",
  MOVE: "movement",
  RETREAT: "movement",
  MOBILIZE: "pressure",
  COERCE: "pressure",
  THREATEN: "pressure",
  SANCTION: "pressure",
  PROTEST: "pressure",
  ACCUSE: "words",
  REJECT: "words",
  REQUEST: "words",
  ASSESS: "words",
  AGREE: "accord",
  CONSULT: "accord",
  SUPPORT: "accord",
  CONCEDE: "accord",
  COOPERATE: "accord",
  AID: "accord",
};

export const FAMILY_WORDS: Record<Family, string> = {
  control: "Control",
  force: "Force",
  movement: "Movement",
  pressure: "Pressure",
  words: "Words",
  accord: "Accord and aid",
};

export function familyOf(kind: Kind): Family {
  return FAMILIES[kind];
}

export const STATUS_WORDS: Record<Status, string> = {
  reported: "One source",
  corroborated: "Corroborated",
  contested: "Contested",
  denied: "Denied",
  retracted: "Retracted",
};

export function kindWords(kind: Kind, mode: string | null): string {
  return mode ? `${KIND_WORDS[kind]}, ${mode}` : KIND_WORDS[kind];
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const LONG_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function parse(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function dayWords(day: string): string {
  return DAY.format(parse(day));
}

export function longDay(day: string): string {
  return `${WEEKDAY.format(parse(day))} ${LONG_DAY.format(parse(day))}`;
}

/** "27–28 Nov 2024", "since 5 Dec 2024", "no date". */
export function daysWords(earliest: string | null, latest: string | null): string {
  if (!earliest && !latest) return "no date";
  if (!latest) return `since ${dayWords(earliest as string)}`;
  if (!earliest) return `until ${dayWords(latest)}`;
  return earliest === latest ? dayWords(earliest) : DAY.formatRange(parse(earliest), parse(latest));
}

const BASIS_WORDS: Record<When["basis"], string> = {
  stated: "a date in the text",
  relative: "worked out from the day of publication",
  publication: "news tense without a date: the day of publication or the day before",
  unknown: "the text gives no day",
};

export function whenWords(when: When | null): string {
  if (!when) return "no date in the text";
  const said = when.text ? ` – “${when.text}”, ${BASIS_WORDS[when.basis]}` : ` – ${BASIS_WORDS[when.basis]}`;
  return daysWords(when.earliest, when.latest) + said;
}

export function countWords(value: Count | Figure): string {
  const { least, most } = value;
  if (least !== null && least === most) return least.toLocaleString("en");
  if (least !== null && most !== null) return `${least.toLocaleString("en")} to ${most.toLocaleString("en")}`;
  if (least !== null) return `at least ${least.toLocaleString("en")}`;
  return most !== null ? `at most ${most.toLocaleString("en")}` : "number unknown";
}

export function tollWords(toll: Toll): string {
  const best = toll.best === null ? "unknown" : toll.best.toLocaleString("en");
  return `${best} ${toll.what}`;
}

/** "told between 9 and 23", "told at least 12", or nothing where all agree. */
export function tollRange(toll: Toll): string {
  if (toll.least === null && toll.most === null) return "";
  if (toll.least === toll.most) return "all accounts agree";
  return `told: ${countWords({ least: toll.least, most: toll.most })}`;
}

export function outletName(report: Report | undefined): string {
  return report?.publisher ?? "The outlet";
}

function isMany(voice: Voice): boolean {
  if (voice.count !== null) return voice.count > 1;
  return /\band\b|(?:officials|sources|residents|witnesses|activists|reports|forces|rebels|people|s)$/i.test(voice.text);
}

const SAYING: Record<Claim["stance"], readonly [one: string, many: string]> = {
  asserts: ["says that", "say that"],
  denies: ["denies that", "deny that"],
  accuses: ["makes the accusation that", "make the accusation that"],
  doubts: ["doubts that", "doubt that"],
};

/** Words that begin a sentence in the report but do not here: "The ministry" -> "the ministry". */
export function inSentence(text: string): string {
  return text.replace(/^(?:The|A|An|At|Its|Their|His|Her|Some|Several|Many|Most|Two|Three|Four|Five|One)\b/, (word) => word.toLowerCase());
}

/** An outlet often names itself: "…, officials told the Sample Wire". */
function isSelf(voice: Voice, report: Report | undefined): boolean {
  const publisher = report?.publisher?.toLowerCase();
  return publisher !== undefined && voice.text.toLowerCase().endsWith(publisher);
}

/** Sources of equal rank stand side by side in the text: "officials and three residents". */
function ranksOf(voices: readonly Voice[]): Voice[][] {
  const ranks: Voice[][] = [];
  for (const voice of voices) {
    const before = ranks.at(-1)?.at(-1);
    const gap = before ? voice.start - before.end : 0;
    if (before && gap > 0 && gap <= EQUALS_GAP) ranks.at(-1)?.push(voice);
    else ranks.push([voice]);
  }
  return ranks;
}

/** The characters of ", and ": no more stand between sources of equal rank. */
const EQUALS_GAP = 6;

/**
 * Who says so, from the outlet to the one who knows, as the beginning of a sentence that
 * `happeningWords` ends: "The Courier says that the Wire was told by three officials that".
 */
export function chainWords(claim: Claim, report: Report | undefined): string {
  const outlet = `${outletName(report)} says`;
  const ranks = ranksOf(claim.voices);
  const names = ranks.map((rank, index) =>
    index === 0 && rank[0] && isSelf(rank[0], report) ? "it" : rank.map((voice) => inSentence(voice.text)).join(" and "));
  const hedge = claim.hedged ? " with a hedge" : "";
  const last = ranks.at(-1);
  if (!last) return `${outlet} in its own words${hedge && ", but with a hedge,"} that`;
  const says = SAYING[claim.stance][last.length > 1 || last.some(isMany) ? 1 : 0];
  if (ranks.length === 1) return `${outlet}${hedge} that ${names[0]} ${says}`;
  const told = names.slice(1).map((name) => `was told by ${name}`).join(", who ");
  return `${outlet}${hedge} that ${names[0]} ${told}${claim.stance === "asserts" ? " that" : `, who ${says}`}`;
}

const REALIS_WORDS: Record<Claim["realis"], string> = {
  actual: "told as a fact",
  planned: "planned or announced, not yet done",
  possible: "possible, feared or suspected",
  conditional: "only if something else happens",
  negated: "said not to have happened",
};

export function realisWords(realis: Claim["realis"]): string {
  return REALIS_WORDS[realis];
}

/** "one account" is a warning, so it is said in words and not only by colour. */
export function backingWords(event: Happening): string {
  const sources = event.origins.length;
  if (sources === 0) return "no source named";
  const rests = sources === 1 ? "rests on one source" : `${sources} independent sources`;
  return event.reports.length > sources ? `${rests}, told by ${count(event.reports.length, "report")}` : rests;
}

/** 0.83 -> "83 in 100": a probability as people read it. */
export function scoreWords(score: number): string {
  return `${Math.round(score * 100)} in 100`;
}

/** A quotation of at most `limit` characters, cut at a word. */
export function quote(text: string, limit = 240): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= limit) return flat;
  const cut = flat.slice(0, limit);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1))} …`;
}
