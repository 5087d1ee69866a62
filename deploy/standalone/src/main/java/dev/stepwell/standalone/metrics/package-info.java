/**
 * {@code GET /metrics}: what this process counts, as Prometheus reads it, for who shows the key in {@code metrics.key}.
 *
 * <p>The key is made of the installation's master key, so that one scraper's setting is good for all processes; it opens nothing else.
 */
@NullMarked
package dev.stepwell.standalone.metrics;

import org.jspecify.annotations.NullMarked;
