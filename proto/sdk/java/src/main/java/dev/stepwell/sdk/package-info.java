/** A client of Stepwell for programs in Java: the whole contract by the generated stubs, with keys, deadlines and retries. */
@NullMarked
package dev.stepwell.sdk;

import org.jspecify.annotations.NullMarked;
