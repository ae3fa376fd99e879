"""`graphkit copy`: everything of one store into another, and a check that both then hold the same facts."""

from __future__ import annotations

from graphkit.bundle import Bundle
from graphkit.errors import StoreError
from graphkit.facts import unjoined
from graphkit.judging.applying import prepared
from graphkit.model import Claim
from graphkit.stores.base import Changes, Store


def copy(source: Store, target: Store) -> tuple[Bundle, Changes]:
    """Copy all facts of `source` into `target`, complete and idempotent, and return them with what changed.

    What the target holds beside them stays. Raises StoreError where the target does not hold them all afterwards.
    """
    bundle = source.read()
    changes = target.load(bundle)
    missing = lacking(target.read(), prepared(bundle, target.judgements()))
    if missing:
        raise StoreError(
            f"{target.address} lacks {len(missing)} of the facts that were copied, {missing[0]} among them."
        )
    return bundle, changes


def lacking(held: Bundle, wanted: Bundle) -> list[str]:
    """Return what `held` lacks of `wanted`: claims as "document:start", documents and nodes by id."""
    claims = {_mark(claim) for record in held.records for claim in record.claims}
    out = [
        f"{claim.document}:{claim.start}"
        for record in wanted.records
        for claim in record.claims
        if _mark(claim) not in claims
    ]
    out += sorted(wanted.documents.keys() - held.documents.keys())
    return out + sorted(str(ref) for ref in wanted.nodes.keys() - held.nodes.keys())


def _mark(claim: Claim) -> tuple[str, ...]:
    """A claim as far as a judgement in the target leaves it as it is."""
    return unjoined(claim).sort_key
