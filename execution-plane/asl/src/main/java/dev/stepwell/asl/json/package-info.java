/** JSON as the service reads and writes it. Front door: {@link dev.stepwell.asl.json.Json}. */
@NullMarked
package dev.stepwell.asl.json;

import org.jspecify.annotations.NullMarked;
