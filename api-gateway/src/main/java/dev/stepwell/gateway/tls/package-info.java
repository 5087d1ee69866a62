/**
 * What the server proves itself with: a certificate and its key from two files, read again when they change, for HTTP and gRPC alike.
 */
@NullMarked
package dev.stepwell.gateway.tls;

import org.jspecify.annotations.NullMarked;
