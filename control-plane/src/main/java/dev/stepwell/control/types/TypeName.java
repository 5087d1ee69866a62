package dev.stepwell.control.types;

import dev.stepwell.control.references.SwfRules;
import dev.stepwell.control.references.TextRules;

/** What tells a type from the others of its kind in a domain. */
public record TypeName(String name, String version) {
    public TypeName {
        TextRules.storable("name", name);
        TextRules.storable("version", version);
    }

    /** Refuses with {@code ValidationException} what may not name a type: a version is held to the same rules as a name. */
    void check() {
        SwfRules.name(name);
        SwfRules.name("version", version);
    }
}
