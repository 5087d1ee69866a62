package dev.stepwell.gateway.shapes;

import java.util.StringJoiner;

/**
 * Values as AWS quotes them in its errors: {@code [RoutingConfigurationListItem(stateMachineVersionArn=…, weight=50)]}. What is
 * sensitive is not quoted.
 */
final class Quote {
    private static final String HIDDEN = "***Sensitive Data Redacted***";

    private Quote() {}

    static String scalar(Kind kind, WireReader in) {
        return switch (kind) {
            case STRING -> in.asString();
            case BOOLEAN -> Boolean.toString(in.asBoolean());
            case INTEGER, LONG -> Long.toString(in.asLong());
            case FLOAT -> Float.toString(in.asFloat());
            case DOUBLE -> Double.toString(in.asDouble());
            case TIMESTAMP, STRUCTURE -> HIDDEN;
        };
    }

    /** The elements of one list of a structure. */
    static String list(Member list, WireReader structure) {
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        while (structure.next()) {
            if (structure.number() == list.number()) {
                elements.add(
                        list.kind() == Kind.STRUCTURE
                                ? structure(list.structure(), structure.asMessage())
                                : scalar(list.kind(), structure));
            }
        }
        return elements.toString();
    }

    private static String structure(Shape shape, WireReader in) {
        StringJoiner members = new StringJoiner(", ", shape.name() + "(", ")");
        WireReader whole = in.copy();
        for (Member member : shape.members()) {
            switch (member.form()) {
                case ONE -> one(member, whole.copy(), members);
                case LIST -> members.add(member + "=" + list(member, whole.copy()));
                case VESSEL, MAP -> members.add(member + "=" + HIDDEN);
            }
        }
        return members.toString();
    }

    private static void one(Member member, WireReader in, StringJoiner members) {
        while (in.next()) {
            if (in.number() == member.number()) {
                String value = member.kind() == Kind.STRUCTURE
                        ? structure(member.structure(), in.asMessage())
                        : scalar(member.kind(), in);
                members.add(member + "=" + (member.sensitive() ? HIDDEN : value));
            }
        }
    }
}
