/** The nouns of dateline, as they come from /api: the same names as dateline/types.py (tests compare the two). */

export type Kind =
  | "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" | "REQUEST" | "ACCUSE" | "REJECT"
  | "THREATEN" | "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" | "MOVE" | "CONTROL" | "ASSESS";
export type PlaceRole = "at" | "from" | "to" | "via";
export type Realis = "actual" | "planned" | "possible" | "conditional" | "negated";
export type Stance = "asserts" | "denies" | "accuses" | "doubts";
export type Speech = "own" | "indirect" | "direct";
export type Means = "air" | "land" | "sea";
export type Status = "reported" | "corroborated" | "contested" | "denied" | "retracted";
export type Reliability = "A" | "B" | "C" | "D" | "E" | "F";
export type Credibility = "1" | "2" | "3" | "4" | "5" | "6";
export type DisputeField = "occurrence" | "responsibility" | "figure" | "place" | "time";
export type FigureKind =
  | "killed" | "injured" | "captured" | "displaced" | "evacuated" | "missing" | "people" | "other";
export type VoiceKind =
  | "media" | "official" | "military" | "rebel" | "witness" | "analyst" | "ngo" | "un" | "anonymous" | "civilian"
  | "other";

export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface Report {
  id: string;
  text: string;
  title: string | null;
  published: string | null;
  publisher: string | null;
  url: string | null;
  source: string | null;
  sha256: string | null;
  furniture: string[];
  why: string[];
}

export interface Place {
  name: string;
  kind: string;
  country: string | null;
  admin1: string | null;
  lat: number;
  lon: number;
  radius_km: number;
  geonames_id: number | null;
}

export interface When {
  earliest: string | null;
  latest: string | null;
  relation: "on" | "since" | "until" | "before" | "after" | "during";
  basis: "stated" | "relative" | "publication" | "unknown";
  text: string | null;
  start: number | null;
  end: number | null;
}

export interface Actor {
  id: string;
  name: string;
  country: string | null;
  sectors: string[];
  wikidata: string | null;
}

export interface Count {
  least: number | null;
  most: number | null;
}

export interface Participant extends Span {
  actor: Actor | null;
  count: Count | null;
}

export interface PlaceRef extends Span {
  role: PlaceRole;
  extent: "whole" | "part";
  place: Place | null;
}

export interface Figure extends Span {
  what: FigureKind;
  least: number | null;
  most: number | null;
}

export interface Voice extends Span {
  kind: VoiceKind;
  named: boolean;
  count: number | null;
  actor: Actor | null;
}

export interface Claim {
  id: string;
  report: string;
  kind: Kind;
  mode: string | null;
  trigger: Span;
  actors: Participant[];
  targets: Participant[];
  places: PlaceRef[];
  when: When | null;
  means: Means | null;
  figures: Figure[];
  voices: Voice[];
  speech: Speech;
  stance: Stance;
  realis: Realis;
  hedged: boolean;
  background: boolean;
  evidence: Span[];
  score: number;
  why: string[];
}

export interface Party {
  name: string;
  actor: Actor | null;
  claims: string[];
}

export interface EventPlace {
  name: string;
  role: PlaceRole;
  place: Place | null;
  claims: string[];
}

export interface Toll {
  what: FigureKind;
  least: number | null;
  best: number | null;
  most: number | null;
  conservative: number | null;
  rule: string;
  claims: string[];
}

export interface Grade {
  reliability: Reliability;
  credibility: Credibility;
  why: string[];
}

export interface Account {
  value: string;
  claims: string[];
}

export interface Dispute {
  field: DisputeField;
  accounts: Account[];
}

export interface Origin {
  name: string;
  kind: VoiceKind;
  reports: string[];
  claims: string[];
  why: string;
}

/** An event of the store; `Event` is taken by the browser. */
export interface Happening {
  id: string;
  kind: Kind;
  mode: string | null;
  summary: string;
  actors: Party[];
  targets: Party[];
  places: EventPlace[];
  earliest: string | null;
  latest: string | null;
  means: Means | null;
  tolls: Toll[];
  realis: Realis;
  background: boolean;
  status: Status;
  grade: Grade;
  origins: Origin[];
  disputes: Dispute[];
  claims: string[];
  reports: string[];
  first_told: string | null;
  last_told: string | null;
  score: number;
  why: string[];
}

export interface Hold {
  place: Place;
  holder: Party | null;
  since: string | null;
  contested: boolean;
  origins: number;
  events: string[];
  why: string;
}

export interface Movement {
  event: string;
  who: Party[];
  count: Count | null;
  origins: EventPlace[];
  stops: EventPlace[];
  destinations: EventPlace[];
  means: Means | null;
  mode: string | null;
  realis: Realis;
  earliest: string | null;
  latest: string | null;
}

export type TieKind = "fights" | "arms" | "aids" | "supports";

export interface Tie {
  kind: TieKind;
  actor: Actor;
  target: Actor;
  earliest: string;
  latest: string;
  contested: boolean;
  origins: number;
  events: string[];
}

export interface Gap {
  place: Place;
  last_told: string;
  days: number;
  reports: number;
}

export interface Situation {
  day: string;
  known_by: string;
  control: Hold[];
  movements: Movement[];
  ties: Tie[];
  gap_days: number;
  gaps: Gap[];
  left_out: string[];
}

export type ChangeKind = "contested" | "updated" | "new";

export interface HoldChange {
  before: Hold | null;
  after: Hold;
}

export interface EventChange {
  change: ChangeKind;
  event: Happening;
  before: string[];
  what: string[];
}

export interface Changes {
  since: string;
  until: string;
  known_by: string;
  control: HoldChange[];
  movements: Movement[];
  events: EventChange[];
}

/* What only the API has (dateline/api/answers.py). */


export interface About {
  name: string;
  version: string;
  reports: number;
  claims: number;
  events: number;
}

export interface Page<T> {
  total: number;
  limit: number;
  offset: number;
  items: T[];
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface Facets {
  kinds: FacetValue[];
  statuses: FacetValue[];
  actors: FacetValue[];
  sources: FacetValue[];
  places: FacetValue[];
}

export interface DayCount {
  day: string;
  events: number;
  told: number;
  reports: number;
}

export interface Days {
  first: string | null;
  last: string | null;
  undated: number;
  days: DayCount[];
}

export interface EventInFull {
  event: Happening;
  claims: Claim[];
  reports: Report[];
}

export interface ReportInFull {
  report: Report;
  claims: Claim[];
  events: Happening[];
}

export interface ErrorAnswer {
  slug: string;
  message: string;
}
