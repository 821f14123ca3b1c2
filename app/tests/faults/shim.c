/* Stands before the C library in a program under test: while a file of this name is in the folder ORDA_FAULTS, syncing fails
   ("fsync"), writing into files fails for want of room ("full"), or takes half of what it was given ("short"), and both wait until
   the file is gone ("hang"). With a folder ORDA_FAULTS_UNDER only files beneath it are met. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int on(const char *what) {
    char path[4096];
    const char *folder = getenv("ORDA_FAULTS");
    if (folder == NULL) return 0;
    snprintf(path, sizeof path, "%s/%s", folder, what);
    int saved = errno, found = access(path, F_OK) == 0;
    errno = saved;
    return found;
}

/* Sockets, pipes and the log are left alone. */
static int is_file(int fd) {
    struct stat st;
    int saved = errno, found = fd > 2 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    const char *under = getenv("ORDA_FAULTS_UNDER");
    if (found && under != NULL) {
        char link[64], path[4096];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length < 0 ? 0 : length] = 0;
        found = strncmp(path, under, strlen(under)) == 0;
    }
    if (found) while (on("hang")) usleep(10000);
    errno = saved;
    return found;
}

static int sync_fails(int fd) { return is_file(fd) && on("fsync"); }

int fsync(int fd) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (sync_fails(fd)) { errno = EIO; return -1; }
    return real(fd);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    if (sync_fails(fd)) { errno = EIO; return -1; }
    return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (real == NULL) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (is_file(fd)) {
        if (on("full")) { errno = ENOSPC; return -1; }
        if (count > 1 && on("short")) count /= 2;
    }
    return real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (real == NULL) real = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
    if (is_file(fd)) {
        if (on("full")) { errno = ENOSPC; return -1; }
        if (count > 1 && on("short")) count /= 2;
    }
    return real(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return pwrite(fd, bytes, count, (off_t)at); }
