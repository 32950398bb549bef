"""Claims of one event -> Origin, …: the independent sources behind it.

A denial is no support; an outlet's "reportedly" and its background are none where
somebody else says it outright; what its only teller takes back has no source left.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.alike.names import likeness_of_names, make_name
from dateline.fuse.lineage import NAMED, Mouth, find_evidence_runs
from dateline.types import Claim, Origin, Realis, Stance

ASKED = 8
"""Of the claims of one mouth, so many are compared with the next; a thousand would say no more."""
SAME_MOUTH = 0.9
"""Names of sources at least this alike are one source."""


def is_support(claim: Claim) -> bool:
    """Does the claim say that it happened? A denial and a "did not" do not."""
    return claim.stance in (Stance.ASSERTS, Stance.ACCUSES) and claim.realis is not Realis.NEGATED


def find_origins(claims: Sequence[Claim], *, mouths: Mapping[str, Mouth]) -> tuple[Origin, ...]:
    """The independent sources of the claims that support an event, the best backed first.

    `claims` come in the order of print, `mouths` by claim id.
    """
    withdrawn = _find_withdrawn(claims, mouths)
    by_key: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if is_support(claim) and mouths[claim.id].key not in withdrawn:
            by_key[_join_key(claim, mouths, by_key)].append(claim)
    firm = {key: group for key, group in by_key.items() if any(_is_firm(claim) for claim in group)}
    origins = [_make_origin(group, mouths) for group in (firm or by_key).values()]
    return tuple(sorted(origins, key=lambda origin: (-len(origin.reports), origin.name)))


def _join_key(claim: Claim, mouths: Mapping[str, Mouth], known: Mapping[str, list[Claim]]) -> str:
    """The key of a mouth already met under a like name or in the same words, else its own."""
    mouth = mouths[claim.id]
    if mouth.key in known:
        return mouth.key
    for key, others in known.items():
        if any(_is_same_mouth(claim, other, mouths) for other in others[:ASKED]):
            return key
    return mouth.key


def _is_same_mouth(a: Claim, b: Claim, mouths: Mapping[str, Mouth]) -> bool:
    first, second = mouths[a.id], mouths[b.id]
    if first.key.startswith(NAMED) and second.key.startswith(NAMED):
        return (likeness_of_names(make_name(first.name), make_name(second.name)) or 0) >= SAME_MOUTH
    is_nameless = first.is_outlet or second.is_outlet
    return is_nameless and bool(a.voices and b.voices) and _have_same_words(a, b)


def _have_same_words(a: Claim, b: Claim) -> bool:
    """Did two outlets hear one nameless speaker? Then half of the words are the same."""
    first, second = find_evidence_runs(a), find_evidence_runs(b)
    return bool(first and second) and len(first & second) >= max(2, min(len(first), len(second)) / 2)


def _is_firm(claim: Claim) -> bool:
    """Is it told outright, and as the news?"""
    return bool(claim.voices) or not (claim.hedged or claim.background)


def _make_origin(claims: Sequence[Claim], mouths: Mapping[str, Mouth]) -> Origin:
    first = mouths[claims[0].id]
    reports = tuple(sorted({claim.report for claim in claims}))
    ways = sorted({how for claim in claims if (how := mouths[claim.id].how)})
    told = "1 report goes" if len(reports) == 1 else f"{len(reports)} reports go"
    why = f"{told} back to {first.name}"
    return Origin(
        name=first.name,
        kind=first.kind,
        reports=reports,
        claims=tuple(claim.id for claim in claims),
        why=f"{why}: {', '.join(ways)}" if ways else why,
    )


def _find_withdrawn(claims: Sequence[Claim], mouths: Mapping[str, Mouth]) -> set[str]:
    """Mouths that first told it and later said that it is not so."""
    told: set[str] = set()
    withdrawn: set[str] = set()
    for claim in claims:
        key = mouths[claim.id].key
        if is_support(claim):
            told.add(key)
        elif key in told:
            withdrawn.add(key)
    return withdrawn
