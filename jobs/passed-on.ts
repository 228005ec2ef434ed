/**
 * Variables of a worker's environment that reach the processes it starts: where programs are, and how pip reaches its
 * index. No address of a database, no secret of the platform.
 */
export const passedOn = /^(PATH|HOME|LD_LIBRARY_PATH|SSL_CERT_(FILE|DIR)|PIP_\w+|(HTTPS?|ALL|NO)_PROXY)$/i;
