package dev.stepwell.asl.expression.jsonata;

import dev.stepwell.asl.finding.Findings;
import dev.stepwell.asl.finding.Written;

/**
 * Where an expression stands.
 *
 * @param findings where faults go
 * @param inDefinition for findings, such as {@code /States/Name/Output/a}
 * @param inState for failures, such as {@code Output/a[0]}
 * @param offers what {@code $states} offers there besides input and context
 */
record Place(Findings findings, String inDefinition, String inState, Offers offers) {
    /** What {@code $states} offers besides input and context. */
    enum Offers {
        NOTHING_ELSE,
        RESULT,
        ERROR_OUTPUT
    }

    /** A field of a state. */
    static Place ofState(Written state, String field, Offers offers) {
        return new Place(state.findings(), state.at(field), field, offers);
    }

    /** A field of a rule, a catcher or the Credentials of a state, all of which know their own place by the last part of it. */
    static Place ofPart(Written part, String field, Offers offers) {
        String own = part.location().substring(part.location().lastIndexOf('/') + 1);
        return new Place(part.findings(), part.at(field), own + "/" + field, offers);
    }

    Place member(String name) {
        return new Place(findings, inDefinition + "/" + name, inState + "/" + name, offers);
    }

    Place element(int index) {
        String suffix = "[" + index + "]";
        return new Place(findings, inDefinition + suffix, inState + suffix, offers);
    }
}
