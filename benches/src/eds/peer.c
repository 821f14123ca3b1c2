/* OpenSSL in process, the peer of `cargo xtask bench eds`: everything that can be kept is kept (keys, store, engine).
 *
 *   peer key ENGINE PADDING KEY DIGEST SIGNATURE       verifies one signature again and again
 *   peer cms ENGINE TIME CONTENT CMS ROOT LIST...      verifies a CMS with its chain and the lists in the store
 *
 * ENGINE: gost or -. PADDING: 1 for RSA, 0 otherwise. Each line on standard input asks for a round; the answer is how many
 * verifications a second of processor time. Prototypes are written out, so that no headers need be installed. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef const unsigned char bytes;
int OPENSSL_init_crypto(uint64_t, const void *);
void *ENGINE_by_id(const char *);
int ENGINE_init(void *);
int ENGINE_set_default(void *, unsigned);
void *d2i_PUBKEY(void *, bytes **, long);
void *EVP_PKEY_CTX_new(void *, void *);
int EVP_PKEY_verify_init(void *);
int EVP_PKEY_CTX_set_signature_md(void *, const void *);
int EVP_PKEY_CTX_set_rsa_padding(void *, int);
const void *EVP_sha256(void);
int EVP_PKEY_verify(void *, bytes *, size_t, bytes *, size_t);
void *d2i_CMS_ContentInfo(void *, bytes **, long);
void CMS_ContentInfo_free(void *);
int CMS_verify(void *, void *, void *, void *, void *, unsigned);
void *d2i_X509(void *, bytes **, long);
void *d2i_X509_CRL(void *, bytes **, long);
void *X509_STORE_new(void);
int X509_STORE_add_cert(void *, void *);
int X509_STORE_add_crl(void *, void *);
int X509_STORE_set_flags(void *, unsigned long);
void *X509_STORE_get0_param(void *);
void X509_VERIFY_PARAM_set_time(void *, time_t);
void *BIO_new_mem_buf(const void *, int);
int BIO_free(void *);
void *BIO_new_fp(FILE *, int);
void ERR_print_errors(void *);

#define CMS_BINARY 0x80
#define CRL_CHECK 0x4
#define CRL_CHECK_ALL 0x8
#define ROUND 0.25

struct file {
    unsigned char *data;
    long length;
};

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    ERR_print_errors(BIO_new_fp(stderr, 0));
    exit(1);
}

static struct file slurp(const char *path) {
    struct file file = {malloc(1 << 20), 0};
    FILE *in = fopen(path, "rb");
    if (!in || !file.data) fail(path);
    file.length = (long)fread(file.data, 1, 1 << 20, in);
    fclose(in);
    return file;
}

static double used(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Kept between verifications. */
static void *key, *store;
static struct file digest, signature, content, cms;

static int by_key(void) {
    return EVP_PKEY_verify(key, signature.data, (size_t)signature.length, digest.data, (size_t)digest.length) == 1;
}

static int by_cms(void) {
    bytes *from = cms.data;
    void *info = d2i_CMS_ContentInfo(NULL, &from, cms.length);
    void *in = BIO_new_mem_buf(content.data, (int)content.length);
    int good = info && in && CMS_verify(info, NULL, store, in, NULL, CMS_BINARY) == 1;
    BIO_free(in);
    CMS_ContentInfo_free(info);
    return good;
}

int main(int count, char **args) {
    int (*verify)(void) = by_key;
    char line[16];
    if (count < 7) fail("arguments");
    OPENSSL_init_crypto(0xE40, NULL);
    if (strcmp(args[2], "gost") == 0) {
        void *engine = ENGINE_by_id("gost");
        if (!engine || ENGINE_init(engine) != 1 || ENGINE_set_default(engine, 0xFFFF) != 1) fail("engine");
    }
    if (strcmp(args[1], "key") == 0) {
        struct file spki = slurp(args[4]);
        bytes *from = spki.data;
        key = EVP_PKEY_CTX_new(d2i_PUBKEY(NULL, &from, spki.length), NULL);
        if (!key || EVP_PKEY_verify_init(key) != 1) fail("key");
        if (strcmp(args[2], "-") == 0 && EVP_PKEY_CTX_set_signature_md(key, EVP_sha256()) != 1) fail("digest");
        if (atoi(args[3]) && EVP_PKEY_CTX_set_rsa_padding(key, 1) != 1) fail("padding");
        digest = slurp(args[5]);
        signature = slurp(args[6]);
    } else {
        struct file root = slurp(args[6]);
        bytes *from = root.data;
        verify = by_cms;
        content = slurp(args[4]);
        cms = slurp(args[5]);
        store = X509_STORE_new();
        if (X509_STORE_add_cert(store, d2i_X509(NULL, &from, root.length)) != 1) fail("root");
        for (int place = 7; place < count; place++) {
            struct file list = slurp(args[place]);
            from = list.data;
            if (X509_STORE_add_crl(store, d2i_X509_CRL(NULL, &from, list.length)) != 1) fail("list");
        }
        X509_STORE_set_flags(store, CRL_CHECK | CRL_CHECK_ALL);
        X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)atoll(args[3]));
    }
    if (!verify()) fail("the signature is not taken");
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        double start = used();
        long done = 0;
        do {
            for (int n = 0; n < 8; n++, done++) {
                if (!verify()) fail("the signature is not taken");
            }
        } while (used() - start < ROUND);
        printf("%f\n", (double)done / (used() - start));
        fflush(stdout);
    }
    return 0;
}
