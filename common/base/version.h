/* version - the one place of the release number. */
#ifndef QJ_VERSION_H
#define QJ_VERSION_H

#define QJ_VERSION "0.1.0"

#endif
