package dev.stepwell.gateway.shapes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request against the rules of its shape and says in AWS's words what is wrong: one walk over the wire form, in which a
 * request without fault costs no string. Names and ARNs are not its business: their rules are the planes' (InvalidName, InvalidArn).
 */
public final class ShapeCheck {
    private final GivenLists given;
    private final long payload;

    private ShapeCheck(GivenLists given, long payload) {
        this.given = given;
        this.payload = payload;
    }

    /**
     * What is wrong with the request, in the order of the contract: {@code Value … at '…' failed to satisfy constraint: …}.
     *
     * @param payload how long payloads may be where that is more than AWS allows; in bytes they are counted by who takes them
     */
    public static List<String> findings(Shape shape, byte[] request, GivenLists given, long payload) {
        return shape.hasRules()
                ? new ShapeCheck(given, payload).structure(shape, new WireReader(request), null)
                : List.of();
    }

    /** The message of AWS's ValidationException for such findings. */
    public static String message(List<String> findings) {
        String errors = findings.size() == 1 ? " validation error detected: " : " validation errors detected: ";
        return findings.size() + errors + String.join("; ", findings);
    }

    private List<String> structure(Shape shape, WireReader in, @Nullable Path at) {
        int[] count = new int[shape.members().size()];
        Findings findings = new Findings(count.length);
        WireReader whole = in.copy();
        while (in.next()) {
            Member member = shape.numbered(in.number());
            if (member != null) {
                count[member.index()]++;
                value(member, in, at, count[member.index()], findings);
            }
        }
        for (Member member : shape.members()) {
            if (member.form() == Form.LIST || member.form() == Form.MAP) {
                list(member, count[member.index()], whole, at, findings);
            } else if (member.required() && count[member.index()] == 0) {
                findings.add(member, missing(member, at));
            }
        }
        return findings.inOrder();
    }

    private void value(Member member, WireReader in, @Nullable Path at, int place, Findings findings) {
        switch (member.form()) {
            case ONE -> {
                if (member.kind() == Kind.STRUCTURE) {
                    below(member, in, Path.member(at, member), findings);
                } else if (!member.rules().none()) {
                    scalar(member, in, at, findings);
                }
            }
            case LIST -> {
                if (member.kind() == Kind.STRUCTURE) {
                    below(member, in, Path.member(at, member).element(place), findings);
                } else if (!member.items().none() && !broken(member.items(), in).isEmpty()) {
                    findings.flag(member);
                }
            }
            case VESSEL -> below(member, in, Path.member(at, member), findings);
            case MAP -> {} // No request of AWS's has a map whose keys or values have rules.
        }
    }

    private void below(Member member, WireReader in, Path at, Findings findings) {
        if (member.structure().hasRules()) {
            findings.addAll(member, structure(member.structure(), in.asMessage(), at));
        }
    }

    private void scalar(Member member, WireReader in, @Nullable Path at, Findings findings) {
        for (String constraint : brokenBy(member, in)) {
            findings.add(member, finding(member, () -> Quote.scalar(member.kind(), in), at, constraint));
        }
    }

    private List<String> brokenBy(Member member, WireReader in) {
        return switch (member.kind()) {
            case STRING -> member.payload() && in.codePoints() <= payload ? List.of() : broken(member.rules(), in);
            case INTEGER, LONG -> member.rules().brokenByValue(in.asLong());
            case FLOAT -> member.rules().brokenByValue(in.asFloat());
            case DOUBLE -> member.rules().brokenByValue(in.asDouble());
            case BOOLEAN, TIMESTAMP, STRUCTURE -> List.of();
        };
    }

    private static List<String> broken(Rules rules, WireReader in) {
        return rules.brokenByText(in.codePoints(), rules.readsText() ? in.asString() : null);
    }

    private void list(Member member, int size, WireReader structure, @Nullable Path at, Findings findings) {
        boolean judged = member.required() || !member.rules().none();
        if (size == 0 && (!judged || !given.given(Path.member(at, member).toString(), member.required()))) {
            if (member.required()) {
                findings.add(member, missing(member, at));
            }
            return;
        }
        List<String> constraints = new ArrayList<>(member.rules().brokenByLength(size));
        if (findings.isFlagged(member)) {
            constraints.add(member.items().onElements());
        }
        for (String constraint : constraints) {
            findings.add(member, finding(member, () -> Quote.list(member, structure.copy()), at, constraint));
        }
    }

    private static String missing(Member member, @Nullable Path at) {
        return "Value null at '" + Path.member(at, member) + "' failed to satisfy constraint: Member must not be null";
    }

    private static String finding(Member member, Quoted value, @Nullable Path at, String constraint) {
        String shown = member.sensitive() ? "" : " '" + value.text() + "'";
        return "Value" + shown + " at '" + Path.member(at, member) + "' failed to satisfy constraint: " + constraint;
    }

    /** A value that is only put into words when it must be shown. */
    private interface Quoted {
        String text();
    }

    /** Findings by member, so that they come out in the contract's order whatever order the request has. */
    private static final class Findings {
        private final @Nullable List<String>[] byMember;
        private final boolean[] flagged;
        private boolean any;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Findings(int members) {
            byMember = new List[members];
            flagged = new boolean[members];
        }

        void add(Member member, String finding) {
            addAll(member, List.of(finding));
        }

        void addAll(Member member, List<String> findings) {
            if (!findings.isEmpty()) {
                any = true;
                List<String> known = byMember[member.index()];
                List<String> all = known == null ? new ArrayList<>() : known;
                all.addAll(findings);
                byMember[member.index()] = all;
            }
        }

        void flag(Member member) {
            flagged[member.index()] = true;
        }

        boolean isFlagged(Member member) {
            return flagged[member.index()];
        }

        List<String> inOrder() {
            if (!any) {
                return List.of();
            }
            List<String> all = new ArrayList<>();
            for (List<String> findings : byMember) {
                if (findings != null) {
                    all.addAll(findings);
                }
            }
            return all;
        }
    }
}
