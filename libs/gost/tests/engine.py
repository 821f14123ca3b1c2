"""Signs and verifies digests with OpenSSL's GOST engine, many in one process.

    engine.py sign ALGORITHM PARAMETER COUNT     prints lines: public key, digest, signature (hexadecimal)
    engine.py verify ALGORITHM PARAMETER FILE    reads such lines, prints how many are good and bad

Exit code 3: libcrypto or the engine is not there.
"""

import ctypes
import ctypes.util
import os
import sys

POINTER = ctypes.c_void_p
CURVES = {
    "A": "1.2.643.2.2.35.1", "B": "1.2.643.2.2.35.2", "C": "1.2.643.2.2.35.3",
    "XA": "1.2.643.2.2.36.0", "XB": "1.2.643.2.2.36.1",
    "TCA": "1.2.643.7.1.2.1.1.1", "TCB": "1.2.643.7.1.2.1.1.2",
}
CURVES_512 = {"A": "1.2.643.7.1.2.1.2.1", "B": "1.2.643.7.1.2.1.2.2", "C": "1.2.643.7.1.2.1.2.3"}
KEYS = {
    "gost2001": ("1.2.643.2.2.19", "1.2.643.2.2.30.1", 32),
    "gost2012_256": ("1.2.643.7.1.1.1.1", "1.2.643.7.1.1.2.2", 32),
    "gost2012_512": ("1.2.643.7.1.1.1.2", "1.2.643.7.1.1.2.3", 64),
}


def load():
    """libcrypto and the engine."""
    name = ctypes.util.find_library("crypto")
    if not name:
        sys.exit(3)
    lib = ctypes.CDLL(name)
    for function in ("ENGINE_by_id", "EVP_PKEY_CTX_new", "EVP_PKEY_CTX_new_id", "d2i_PUBKEY"):
        getattr(lib, function).restype = POINTER
    lib.ENGINE_load_builtin_engines = getattr(lib, "ENGINE_load_builtin_engines", lambda: None)
    lib.OPENSSL_init_crypto(ctypes.c_uint64(0x0000000000000E40), None)
    engine = lib.ENGINE_by_id(b"gost")
    if not engine:
        sys.exit(3)
    engine = POINTER(engine)
    if lib.ENGINE_init(engine) != 1:
        sys.exit(3)
    lib.ENGINE_set_default(engine, ctypes.c_uint(0xFFFF))
    return lib, engine


def der(tag, *parts):
    """An element in DER."""
    body = b"".join(parts)
    length = len(body)
    if length < 128:
        head = bytes([length])
    elif length < 256:
        head = bytes([0x81, length])
    else:
        head = bytes([0x82, length >> 8, length & 255])
    return bytes([tag]) + head + body


def oid(text):
    """An identifier in DER."""
    numbers = [int(n) for n in text.split(".")]
    out = [numbers[0] * 40 + numbers[1]]
    for number in numbers[2:]:
        digits = [number & 127]
        while number > 127:
            number >>= 7
            digits.insert(0, (number & 127) | 128)
        out += digits
    return der(6, bytes(out))


def spki(algorithm, parameter, public):
    """SubjectPublicKeyInfo."""
    key, digest, size = KEYS[algorithm]
    curve = CURVES_512[parameter] if size == 64 else CURVES[parameter]
    identifier = der(0x30, oid(key), der(0x30, oid(curve), oid(digest)))
    return der(0x30, identifier, der(3, b"\0", der(4, public)))


def main():
    """Runs one command."""
    command, algorithm, parameter, last = sys.argv[1:5]
    lib, engine = load()
    size = KEYS[algorithm][2]
    if command == "sign":
        ctx = POINTER(lib.EVP_PKEY_CTX_new_id(lib.OBJ_sn2nid(algorithm.encode()), engine))
        pkey = POINTER()
        if lib.EVP_PKEY_keygen_init(ctx) != 1 or lib.EVP_PKEY_CTX_ctrl_str(ctx, b"paramset", parameter.encode()) != 1:
            sys.exit(1)
        if lib.EVP_PKEY_keygen(ctx, ctypes.byref(pkey)) != 1:
            sys.exit(1)
        out = POINTER()
        length = lib.i2d_PUBKEY(pkey, ctypes.byref(out))
        public = ctypes.string_at(out, length)[-2 * size:].hex()
        signer = POINTER(lib.EVP_PKEY_CTX_new(pkey, engine))
        lib.EVP_PKEY_sign_init(signer)
        for _ in range(int(last)):
            digest = os.urandom(size)
            signature = ctypes.create_string_buffer(2 * size)
            room = ctypes.c_size_t(2 * size)
            if lib.EVP_PKEY_sign(signer, signature, ctypes.byref(room), digest, ctypes.c_size_t(size)) != 1:
                sys.exit(1)
            print(public, digest.hex(), signature.raw.hex())
        return
    good = bad = 0
    with open(last, encoding="ascii") as lines:
        for line in lines:
            public, digest, signature = (bytes.fromhex(field) for field in line.split())
            encoded = spki(algorithm, parameter, public)
            start = ctypes.c_char_p(encoded)
            pkey = POINTER(lib.d2i_PUBKEY(None, ctypes.byref(start), ctypes.c_long(len(encoded))))
            ctx = POINTER(lib.EVP_PKEY_CTX_new(pkey, engine))
            lib.EVP_PKEY_verify_init(ctx)
            said = lib.EVP_PKEY_verify(
                ctx, signature, ctypes.c_size_t(len(signature)), digest, ctypes.c_size_t(len(digest)))
            good, bad = (good + 1, bad) if said == 1 else (good, bad + 1)
            lib.EVP_PKEY_CTX_free(ctx)
            lib.EVP_PKEY_free(pkey)
    print(f"{good} good, {bad} bad")


main()
