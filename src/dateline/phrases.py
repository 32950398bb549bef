"""Grammar on which voices, roles and claims agree: phrases, paths, and what a pronoun stands for."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dateline.actors import is_actor_word
from dateline.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON"})
# What may stand left of a head noun and still belong to the name of the participant.
LEFT_OF_HEAD = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "case", "punct", "npadvmod"}
)
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
PEOPLE_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
NAME_LABELS = PEOPLE_LABELS | {"LOC", "FAC"}
NAME_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
NOT_A_HEAD = frozenset({"compound", "nummod", "quantmod", "expl", "npadvmod"})
# A path longer than this says nothing that holds in the next text.
LONGEST_PATH = 5

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "what", "there", "something", "nothing", "one"})
SPEAKER_PRONOUNS = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
GROUP_WORDS = frozenset(
    "group organisation organization movement militia party alliance coalition faction".split()
)
PRONOUNS = (
    PERSON_PRONOUNS
    | PLURAL_PRONOUNS
    | THING_PRONOUNS
    | RELATIVE_PRONOUNS
    | DEMONSTRATIVES
    | SPEAKER_PRONOUNS
    | {"you", "your", "yourself"}
)


def noun_phrase(head: "Token") -> Span:
    """The words of a participant: the head noun with what stands left of it and an "of" right after it,
    without relative clauses and coordinated nouns. Where a name stands in apposition, it is the name:
    "the Greek producer Energean", and for "a spokesperson, Morgan Ortagus," just the person."""
    doc, name = head.doc, _name_beside(head)
    if name is not None and name.left_edge.i > head.i + 1:
        return noun_phrase(name)
    first, last = _first_of_phrase(head), head.i
    if name is not None:
        last = _last_of_name(name)
    elif head.i + 1 < len(doc) and doc[head.i + 1].lower_ == "of" and doc[head.i + 1].head.i == head.i:
        inner = next((child for child in doc[head.i + 1].children if child.dep_ == "pobj"), None)
        last = _last_of_name(inner) if inner is not None else last
    return span_of(doc, first, max(last, _last_of_name(head)) + 1)


def _first_of_phrase(head: "Token") -> int:
    first = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        is_dash = child.pos_ != "PUNCT" or child.text in "-–"
        if child.dep_ not in LEFT_OF_HEAD or child.right_edge.i != first - 1 or not is_dash:
            break
        first = child.left_edge.i
    first = min(first, _first_of_name(head))
    while first > 1 and _is_glue(head.doc[first - 1]):
        first -= 2
    return first + 1 if first < head.i and head.doc[first].text in "-–" else first


def _is_glue(token: "Token") -> bool:
    """A hyphen inside a word that the tokeniser cut: "counter-protesters"."""
    return token.text in "-–" and not token.whitespace_ and not token.nbor(-1).whitespace_


def _first_of_name(head: "Token") -> int:
    """The first token of the entity that the head belongs to."""
    i = head.i
    while head.ent_type_ in PEOPLE_LABELS and i > 0 and head.doc[i].ent_iob_ == "I":
        i -= 1
    return i


def _name_beside(head: "Token") -> "Token | None":
    """The person's or group's name in apposition to a common noun."""
    if head.pos_ != "NOUN":
        return None
    names = (child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN")
    return next((name for name in names if name.ent_type_ in ("PERSON", "ORG", "")), None)


def is_animate(token: "Token") -> bool:
    """Could it act or speak: a name of people, or a word for them?"""
    return (
        token.ent_type_ in PEOPLE_LABELS or _is_actor_word(token.text) or token.lemma_.lower() in PERSON_WORDS
    )


def could_act(head: "Token") -> bool:
    """May it be the actor of a claim? A name, a pronoun, or a word for people; no "bill", no "prize"."""
    is_group = head.lemma_.lower() in GROUP_WORDS
    return head.pos_ in ("PROPN", "PRON") or is_group or is_animate(head)


@cache
def _is_actor_word(word: str) -> bool:
    return is_actor_word(word)


def _last_of_name(head: "Token") -> int:
    """The last token of the entity that the head belongs to, so that no name is cut in the middle."""
    if not head.ent_type_:
        return head.i
    i = head.i
    while (
        i + 1 < len(head.doc)
        and head.doc[i + 1].ent_iob_ == "I"
        and head.doc[i + 1].ent_type_ == head.ent_type_
    ):
        i += 1
    return i if head.doc[i].text not in ("'s", "’s") else i - 1


def span_of(doc: "Doc", first: int, stop: int) -> Span:
    """The characters of tokens `first` to `stop` (not included), without white space around them."""
    text = doc[first:stop].text
    start = doc[first].idx + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()), text.strip())


def nominal_heads(tokens: "Iterator[Token]") -> Iterator["Token"]:
    """The heads that could be participants or places: nouns, names and pronouns, and adjectives of
    nationality ("the Turkish offensive")."""
    for token in tokens:
        if token.ent_type_ in MEASURES:
            continue
        is_head = token.pos_ in NOMINAL_POS and token.dep_ not in NOT_A_HEAD
        if is_head or (token.ent_type_ in NAME_LABELS and token.dep_ in NAME_MODIFIERS and _ends_name(token)):
            yield token


def _ends_name(token: "Token") -> bool:
    return token.i + 1 >= len(token.doc) or token.doc[token.i + 1].ent_iob_ != "I"


def path_between(trigger: "Token", word: "Token") -> str | None:
    """How to walk from the trigger to the word: up to a common ancestor, then down. Coordination is
    walked for free, so that all towns of "Rastan and Talbiseh" have one path. `None` when too far."""
    steps: tuple[str, ...] = ()
    above, token = {trigger.i: steps}, trigger
    while token.head.i != token.i and len(steps) < LONGEST_PATH:
        steps = (*steps, f"^{token.dep_}") if token.dep_ != "conj" else (*steps, "^conj")
        token = token.head
        above[token.i] = steps
    down: tuple[str, ...] = ()
    token = word
    while token.i not in above:
        if token.head.i == token.i or len(down) > LONGEST_PATH:
            return None
        if token.dep_ != "conj" or token.head.pos_ == "VERB":
            label = f"{token.dep_}:{token.lower_}" if token.dep_ in ("prep", "agent") else token.dep_
            down = (label, *down)
        token = token.head
    path = (*above[token.i], *down)
    return ">".join(path) if path and len(path) <= LONGEST_PATH else None


def is_passive(verb: "Token") -> bool:
    """Is the verb passive: by its auxiliary, as a participle behind a noun ("men killed in the raid"), or
    coordinated with a passive ("was arrested and deported")?"""
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass"}:
        return True
    if verb.tag_ != "VBN" or deps & {"aux", "nsubj", "dobj"}:
        return False
    return verb.dep_ in ("acl", "amod") or (verb.dep_ == "conj" and is_passive(verb.head))


def logical_arguments(trigger: "Token") -> dict[int, str]:
    """Token -> "doer" or "done to" as far as grammar alone says so: own subject and objects, else the
    subject that a coordinated, infinitive or participle verb shares with the verb above it, and for a
    noun the subject of its verb ("launched an attack"), its possessor and its "by"."""
    found: dict[int, str] = {}
    subject = _shared_subject(trigger)
    if subject is not None:
        found[subject.i] = "done to" if is_passive(trigger) else "doer"
    for child in trigger.children:
        if child.dep_ in ("dobj", "dative") and trigger.pos_ == "VERB":
            found[child.i] = "done to"
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            found |= {inner.i: "doer" for inner in child.children if inner.dep_ == "pobj"}
        elif child.dep_ == "poss" and trigger.pos_ == "NOUN":
            found.setdefault(child.i, "doer")
    for i, role in list(found.items()):
        conjuncts = trigger.doc[i].conjuncts
        found |= {other.i: role for other in conjuncts if other.head.i == i or role == "done to"}
    return found


# Clauses without a subject of their own that share the one of the verb above.
SHARING_DEPS = frozenset({"conj", "xcomp", "pcomp", "prep", "advcl", "dobj", "pobj", "acl"})


def _shared_subject(trigger: "Token") -> "Token | None":
    word = trigger
    for _ in range(5):
        own = next((child for child in word.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return own if word.i == trigger.i or own.dep_ == "nsubj" or is_passive(trigger) else None
        if word.dep_ == "acl" and word.head.pos_ in ("NOUN", "PROPN") and word.tag_ in ("VBG", "VBN"):
            return word.head
        if word.dep_ not in SHARING_DEPS or word.head.i == word.i:
            return None
        word = word.head
    return None


def antecedent(pronoun: "Token", *, speaker: "Token | None" = None, speaks: bool = False) -> "Token | None":
    """The head of what a pronoun stands for, by grammar, agreement and nearness; `None` where nothing fits.

    Relative pronouns go by grammar, "I" and "we" to the speaker of the quotation, the others to the
    nearest subject before them that agrees, in this sentence or the three before. One who `speaks` at the
    end of a sentence (", it said") is named before that sentence, and can speak.
    """
    word = pronoun.lower_
    if pronoun.pos_ == "NOUN":
        return _group_meant(pronoun)
    if word in RELATIVE_PRONOUNS:
        return _relative_head(pronoun)
    if word in SPEAKER_PRONOUNS:
        return speaker
    if word not in PERSON_PRONOUNS | PLURAL_PRONOUNS | THING_PRONOUNS:
        return None
    fitting = [token for token in _nominals_before(pronoun) if _agrees(word, token)]
    if speaks:
        before = [token for token in fitting if token.i < pronoun.sent.start]
        fitting = [t for t in before if _is_named_source(t)] or [t for t in before if _can_speak(t)]
    if not fitting:
        return None
    first = max(0, pronoun.i - REMEMBERED_TOKENS)
    told = pronoun.doc.to_array("LOWER")[first : pronoun.i]
    return max(fitting, key=lambda token: _salience(token, pronoun, often=int((told == token.lower).sum())))


def _is_named_source(token: "Token") -> bool:
    """Is it who "according to" names?"""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _can_speak(token: "Token") -> bool:
    """Is it somebody who acts, and not a country that one goes to?"""
    return is_animate(token) and not (token.dep_ in ("pobj", "conj") and token.ent_type_ == "GPE")


def is_group_word(head: "Token") -> bool:
    """ "the group", "the militia": a common noun that stands for a group named before?"""
    bare = {
        child.lower_ for child in head.children if child.dep_ in ("det", "amod", "compound", "poss", "nmod")
    }
    return head.lemma_.lower() in GROUP_WORDS and bare <= {"the", "this"} and len(bare) == 1


def _group_meant(head: "Token") -> "Token | None":
    """The last group named before in this sentence or the three before."""
    if not is_group_word(head):
        return None
    named = (token for token in _nominals_before(head) if token.ent_type_ == "ORG")
    return next((token for token in named if token.pos_ == "PROPN" and _is_actor_word(token.text)), None)


def _relative_head(pronoun: "Token") -> "Token | None":
    clause = pronoun
    while clause.dep_ not in ("relcl", "acl") and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ in ("relcl", "acl") else None


def _nominals_before(pronoun: "Token") -> Iterator["Token"]:
    doc = pronoun.doc
    sentences_back = 3
    i = pronoun.i - 1
    while i >= 0 and sentences_back >= 0:
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "npadvmod", "nummod"):
            yield token
        if token.is_sent_start:
            sentences_back -= 1
        i -= 1


def _agrees(word: str, token: "Token") -> bool:
    if token.ent_type_ in MEASURES:
        return False
    plural = token.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in token.children)
    if word in PERSON_PRONOUNS:
        return token.ent_type_ == "PERSON" or (
            not plural and token.ent_type_ == "" and token.lemma_.lower() in PERSON_WORDS
        )
    if word in PLURAL_PRONOUNS:
        return is_animate(token) and (plural or token.ent_type_ in ("ORG", "NORP"))
    return (
        not plural
        and token.ent_type_ in ("ORG", "GPE", "NORP", "")
        and token.lemma_.lower() not in PERSON_WORDS
    )


def _salience(token: "Token", pronoun: "Token", *, often: int) -> float:
    """Nearer is better; a subject, a name, and one who is named often are worth some distance."""
    score = -(pronoun.i - token.i) / NEARNESS_TOKENS
    score += 1.0 if token.dep_ in ("nsubj", "nsubjpass") else 0.0
    score += 0.6 if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") else 0.0
    return score + 0.2 * min(often, 5)


# How many tokens of distance weigh as much as being the subject of a clause.
NEARNESS_TOKENS = 25
# How far back it counts that one is named often: more than most reports are long.
REMEMBERED_TOKENS = 2000


PERSON_WORDS = frozenset(
    "president minister leader general commander official spokesman spokeswoman spokesperson man "
    "woman boy girl king queen prince princess chief director secretary senator governor mayor judge "
    "lawyer activist journalist ambassador diplomat officer soldier pilot suspect attacker gunman "
    "candidate politician chancellor premier resident witness victim doctor student teacher father "
    "mother son daughter brother sister wife husband analyst expert prosecutor priest bishop pope "
    "imam cleric sheikh sultan emir mp lawmaker captain colonel".split()
)
