/**
 * What a connection may cost before anything is known of who is at its other end: how many there may be, and how long they may keep the
 * server waiting for what they began to say or to read.
 */
@NullMarked
package dev.stepwell.gateway.connections;

import org.jspecify.annotations.NullMarked;
