package dev.stepwell.control.types;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.names.Region;

/**
 * Where types of one kind stand: in one domain of a region.
 *
 * @param region where the domain is
 * @param domain its name
 * @param kind workflow types or activity types
 */
record Shelf(Region region, String domain, TypeKind kind) {
    Shelf {
        TextRules.storable("domain", domain);
    }

    static Shelf of(Caller caller, String domain, TypeKind kind) {
        return new Shelf(caller.region(), domain, kind);
    }
}
