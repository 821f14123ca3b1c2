"""Checks the accounting after RFC 9162 and C2SP alone: the tree over all records, its signed checkpoints, the proofs.

Shares nothing with libs/merkle. The folder that is named holds what the portal gives out: `records.jsonl` (the rows of the
accounting, in the order of their numbers), `checkpoints` (`/log/checkpoints`), `key` (`/log/key`), `inclusion.json`
(`/api/v1/accounting/NUMBER/proof` of records) and `consistency.json` (`/log/consistency` between any two checkpoints).
Ends with 0 and a line of figures, or with 1 and what does not hold.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def leaf_hash(record: dict) -> bytes:
    """RFC 9162, 2.1.1, over the record as RFC 8785 writes it."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\0" + text.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162, 2.1.1."""
    return hashlib.sha256(b"\1" + left + right).digest()


def tree_hash(leaves: list[bytes]) -> bytes:
    """The definition of 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(tree_hash(leaves[:split]), tree_hash(leaves[split:]))


def includes(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def begins_with(first: int, second: int, path: list[bytes], first_root: bytes, second_root: bytes) -> bool:
    """2.1.4.2."""
    if first == second:
        return not path and first_root == second_root
    if not path:
        return False
    if first & (first - 1) == 0:
        path = [first_root, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


def opened(note: str, vkey: str) -> tuple[int, bytes]:
    """Size and root of a checkpoint (C2SP tlog-checkpoint) that this key (C2SP signed-note) has signed."""
    name, key_hash, key = vkey.split("+", 2)
    material = base64.b64decode(key)
    if hashlib.sha256(f"{name}\n".encode() + material).hexdigest()[:8] != key_hash or material[0] != 1:
        raise ValueError("the key is not the one that its hash says")
    text, signatures = note.split("\n\n", 1)
    for line in signatures.splitlines():
        dash, signer, signature = line.split(" ")
        raw = base64.b64decode(signature)
        if dash == "\u2014" and signer == name and raw[:4].hex() == key_hash:
            Ed25519PublicKey.from_public_bytes(material[1:]).verify(raw[4:], f"{text}\n".encode())
            lines = text.split("\n")
            return int(lines[1]), base64.b64decode(lines[2])
    raise ValueError("no signature of this key")


def main(folder: Path) -> list[str]:
    """What does not hold."""
    wrong = []
    records = [json.loads(line) for line in (folder / "records.jsonl").read_text().splitlines()]
    leaves = [leaf_hash(record) for record in records]
    places = {record["seq"]: index for index, record in enumerate(records)}
    vkey = (folder / "key").read_text().strip()
    # A note ends with its signatures, and an empty line parts it from the next one.
    pieces = (folder / "checkpoints").read_text().rstrip("\n").split("\n\n")
    roots = {}
    for text, signatures in zip(pieces[::2], pieces[1::2], strict=True):
        try:
            size, root = opened(f"{text}\n\n{signatures}\n", vkey)
        except (InvalidSignature, ValueError) as error:
            wrong.append(f"checkpoint: {error!r}")
            continue
        roots[size] = root
        if size > len(leaves) or tree_hash(leaves[:size]) != root:
            wrong.append(f"tree: {size} records do not have the root that was signed")
    unhashed = lambda texts: [base64.b64decode(text) for text in texts]
    inclusion = json.loads((folder / "inclusion.json").read_text())
    for proof in inclusion:
        number, index, size = proof["number"], proof["index"], proof["size"]
        good = places.get(number) == index and roots.get(size) == base64.b64decode(proof["root"])
        if not (good and includes(leaves[index], index, size, unhashed(proof["path"]), roots[size])):
            wrong.append(f"inclusion: record {number}")
    consistency = json.loads((folder / "consistency.json").read_text())
    for proof in consistency:
        old, new = proof["old"], proof["new"]
        known = old in roots and new in roots
        if not (known and begins_with(old, new, unhashed(proof["path"]), roots[old], roots[new])):
            wrong.append(f"consistency: {old} to {new}")
    print(json.dumps({"checkpoints": len(roots), "inclusion": len(inclusion), "consistency": len(consistency)}))
    return wrong


found = main(Path(sys.argv[1]))
print(*found, sep="\n", file=sys.stderr)
sys.exit(1 if found else 0)
