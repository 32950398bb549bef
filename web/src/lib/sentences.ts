/** Claim -> what is said to have happened, as half a sentence: "rebels took Hama". */

import type { Claim, Kind, PlaceRef, PlaceRole, Realis } from "./types.ts";
import { inSentence } from "./words.ts";

/** The forms of one verb, and the word that leads to the target ("" for a direct object). */
interface Verb {
  base: string;
  past: string;
  participle: string;
  link: string;
}

function verb(base: string, past: string, participle = past, link = ""): Verb {
  return { base, past, participle, link };
}

const VERBS: Record<Kind, Verb> = {
  AGREE: verb("agree", "agreed", "agreed", "with"),
  CONSULT: verb("hold talks", "held talks", "consulted", "with"),
  SUPPORT: verb("support", "supported"),
  CONCEDE: verb("yield", "yielded", "yielded", "to"),
  COOPERATE: verb("act together", "acted together", "joined", "with"),
  AID: verb("give aid", "gave aid", "helped", "to"),
  RETREAT: verb("withdraw", "withdrew", "withdrawn"),
  REQUEST: verb("appeal", "appealed", "asked", "to"),
  ACCUSE: verb("accuse", "accused"),
  REJECT: verb("reject", "rejected"),
  THREATEN: verb("threaten", "threatened"),
  PROTEST: verb("protest", "protested", "opposed", "against"),
  SANCTION: verb("sanction", "sanctioned"),
  MOBILIZE: verb("mobilize", "mobilized"),
  COERCE: verb("coerce", "coerced"),
  ASSAULT: verb("attack", "attacked"),
  MOVE: verb("move", "moved"),
  CONTROL: verb("control", "controlled"),
  ASSESS: verb("be assessed", "were assessed", "assessed"),
};

const MODE_VERBS: Record<string, Verb> = {
  visit: verb("visit", "visited"),
  call: verb("telephone", "telephoned"),
  meet: verb("meet", "met"),
  mediate: verb("mediate", "mediated", "mediated", "between"),
  military: verb("give military aid", "gave military aid", "given military aid", "to"),
  economic: verb("give economic aid", "gave economic aid", "given economic aid", "to"),
  humanitarian: verb("give relief", "gave relief", "given relief", "to"),
  refuge: verb("give refuge", "gave refuge", "given refuge", "to"),
  withdraw: verb("withdraw", "withdrew", "withdrawn"),
  ceasefire: verb("cease fire", "ceased fire"),
  surrender: verb("surrender", "surrendered", "surrendered", "to"),
  disarm: verb("disarm", "disarmed"),
  demo: verb("demonstrate", "demonstrated", "opposed", "against"),
  riot: verb("riot", "rioted", "opposed", "against"),
  strike: verb("strike", "struck", "opposed", "against"),
  troops: verb("deploy troops", "deployed troops", "deployed"),
  weapons: verb("deploy weapons", "deployed weapons", "deployed"),
  alert: verb("raise the alert", "raised the alert", "put on alert"),
  arrest: verb("arrest", "arrested"),
  deport: verb("deport", "deported"),
  ban: verb("ban", "banned"),
  seize: verb("seize", "seized"),
  disperse: verb("disperse", "dispersed"),
  airstrike: verb("bomb from the air", "bombed from the air"),
  shelling: verb("shell", "shelled"),
  bombing: verb("bomb", "bombed"),
  shooting: verb("shoot", "shot", "shot", "at"),
  clash: verb("clash", "clashed", "fought", "with"),
  abduction: verb("abduct", "abducted"),
  execution: verb("execute", "executed"),
  arson: verb("set fire", "set fire", "set on fire", "to"),
  evacuate: verb("evacuate", "evacuated"),
  flee: verb("flee", "fled", "driven out"),
  transfer: verb("transfer", "transferred"),
  return: verb("return", "returned"),
  travel: verb("travel", "travelled", "taken"),
  takes: verb("take", "took", "taken"),
  loses: verb("lose", "lost"),
  holds: verb("hold", "held"),
  contests: verb("fight for", "fought for", "fought over"),
  enters: verb("enter", "entered"),
};

/** How each degree of reality bends the verb; `many` chooses was or were. */
const ACTIVE: Record<Realis, (verb: Verb) => string> = {
  actual: (v) => v.past,
  planned: (v) => `will ${v.base}`,
  possible: (v) => `may ${v.base}`,
  conditional: (v) => `would ${v.base}`,
  negated: (v) => `did not ${v.base}`,
};
const PASSIVE: Record<Realis, (verb: Verb, many: boolean) => string> = {
  actual: (v, many) => `${many ? "were" : "was"} ${v.participle}`,
  planned: (v) => `will be ${v.participle}`,
  possible: (v) => `may be ${v.participle}`,
  conditional: (v) => `would be ${v.participle}`,
  negated: (v, many) => `${many ? "were" : "was"} not ${v.participle}`,
};

const ROLE_WORDS: Record<PlaceRole, string> = { at: "in", from: "from", to: "to", via: "through" };
const ROLE_ORDER: readonly PlaceRole[] = ["at", "from", "via", "to"];

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function names(parts: readonly { text: string }[]): string {
  return list(parts.map((part) => inSentence(part.text)));
}

function isMany(parts: readonly { text: string }[]): boolean {
  return parts.length > 1 || /s$|\bpeople$|\band\b/i.test(parts[0]?.text ?? "");
}

function placeWords(places: readonly PlaceRef[], roles: readonly PlaceRole[]): string {
  const said = roles.flatMap((role) => {
    const here = places.filter((place) => place.role === role);
    return here.length > 0 ? [` ${ROLE_WORDS[role]} ${names(here)}`] : [];
  });
  return said.join("");
}

/** A place is the object of taking, losing and holding it; of everything else it is the setting. */
function objectsOf(claim: Claim): readonly { text: string }[] {
  if (claim.kind !== "CONTROL") return claim.targets;
  const held = claim.places.filter((place) => place.role === "at");
  return held.length > 0 ? held : claim.targets;
}

/** Where nobody is said to do it, the report's own participle is nearer than the word for the kind. */
function passive(claim: Claim, verb: Verb): Verb {
  const own = claim.trigger.text.toLowerCase();
  return claim.kind !== "CONTROL" && /^[a-z]+ed$/.test(own) ? { ...verb, participle: own } : verb;
}

export function happeningWords(claim: Claim): string {
  const verb = (claim.mode && MODE_VERBS[claim.mode]) || VERBS[claim.kind];
  const objects = objectsOf(claim);
  const roles = claim.kind === "CONTROL" ? ROLE_ORDER.filter((role) => role !== "at") : ROLE_ORDER;
  const rest = placeWords(claim.places, roles) + (claim.means ? ` by ${claim.means}` : "");
  if (claim.kind === "ASSESS") return `${names(claim.actors) || "the outlook"} can be judged so${rest}`;
  if (claim.actors.length > 0) {
    const link = verb.link ? ` ${verb.link} ` : " ";
    const object = objects.length > 0 ? `${link}${names(objects)}` : "";
    return `${names(claim.actors)} ${ACTIVE[claim.realis](verb)}${object}${rest}`;
  }
  if (objects.length > 0) return `${names(objects)} ${PASSIVE[claim.realis](passive(claim, verb), isMany(objects))}${rest}`;
  return `“${claim.trigger.text}” happened${rest}`;
}
