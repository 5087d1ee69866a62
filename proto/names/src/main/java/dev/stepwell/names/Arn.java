package dev.stepwell.names;

import java.util.Optional;

/**
 * The ARNs of Step Functions (AWS General Reference, "Amazon Resource Names"; the forms of the developer guide):
 * {@code arn:aws:states:REGION:ACCOUNT:kind:NAME…}. A sealed family, so that a switch over it is complete.
 */
public sealed interface Arn {
    /** The account that owns the resource. */
    String account();

    /** The region that the resource lives in. */
    String region();

    /** {@code …:stateMachine:NAME}, {@code …:stateMachine:NAME:7} (version) or {@code …:stateMachine:NAME:PROD} (alias). */
    record StateMachine(String region, String account, String name, Optional<String> qualifier) implements Arn {
        @Override
        public String toString() {
            return prefix(region, account) + "stateMachine:" + name
                    + qualifier.map(q -> ":" + q).orElse("");
        }

        /** The ARN without version or alias. */
        public StateMachine unqualified() {
            return new StateMachine(region, account, name, Optional.empty());
        }

        /** The same machine under a version number or an alias name. */
        public StateMachine qualified(String by) {
            return new StateMachine(region, account, name, Optional.of(by));
        }
    }

    /** {@code …:stateMachine:NAME/LABEL}: the machine that the children of a distributed Map run. */
    record LabelledStateMachine(String region, String account, String name, String label) implements Arn {
        @Override
        public String toString() {
            return prefix(region, account) + "stateMachine:" + name + "/" + label;
        }
    }

    /** {@code …:execution:MACHINE:NAME}: an execution of a standard machine; MACHINE may carry {@code /LABEL}. */
    record Execution(String region, String account, String machine, String name) implements Arn {
        @Override
        public String toString() {
            return prefix(region, account) + "execution:" + machine + ":" + name;
        }
    }

    /** {@code …:express:MACHINE:NAME:UUID}: an execution of an express machine. */
    record Express(String region, String account, String machine, String name, String uuid) implements Arn {
        @Override
        public String toString() {
            return prefix(region, account) + "express:" + machine + ":" + name + ":" + uuid;
        }
    }

    /** {@code …:mapRun:MACHINE/LABEL:UUID}. */
    record MapRun(String region, String account, String machine, String label, String uuid) implements Arn {
        @Override
        public String toString() {
            return prefix(region, account) + "mapRun:" + machine + "/" + label + ":" + uuid;
        }
    }

    /** {@code …:activity:NAME}. */
    record Activity(String region, String account, String name) implements Arn {
        @Override
        public String toString() {
            return prefix(region, account) + "activity:" + name;
        }
    }

    /**
     * Reads one of the forms above; empty when the text is none of them. The region and account are not compared with anybody's:
     * that is the caller's to do.
     */
    static Optional<Arn> parse(String text) {
        String[] p = text.split(":", -1);
        if (p.length < 7 || p.length > 9 || !p[0].equals("arn") || !p[1].equals("aws") || !p[2].equals("states")) {
            return Optional.empty();
        }
        for (int i = 3; i < p.length; i++) {
            if (p[i].isEmpty()) {
                return Optional.empty();
            }
        }
        return AccountId.isValid(p[4]) ? ofParts(p) : Optional.empty();
    }

    private static Optional<Arn> ofParts(String[] p) {
        return switch (p[5]) {
            case "stateMachine" -> stateMachine(p);
            case "execution" -> p.length == 8 ? Optional.of(new Execution(p[3], p[4], p[6], p[7])) : Optional.empty();
            case "express" -> p.length == 9 ? Optional.of(new Express(p[3], p[4], p[6], p[7], p[8])) : Optional.empty();
            case "mapRun" -> mapRun(p);
            case "activity" -> p.length == 7 ? Optional.of(new Activity(p[3], p[4], p[6])) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Arn> stateMachine(String[] p) {
        int slash = p[6].indexOf('/');
        if (slash >= 0) {
            boolean whole = p.length == 7 && slash > 0 && slash < p[6].length() - 1;
            return whole
                    ? Optional.of(
                            new LabelledStateMachine(p[3], p[4], p[6].substring(0, slash), p[6].substring(slash + 1)))
                    : Optional.empty();
        }
        return p.length <= 8
                ? Optional.of(new StateMachine(p[3], p[4], p[6], p.length == 8 ? Optional.of(p[7]) : Optional.empty()))
                : Optional.empty();
    }

    private static Optional<Arn> mapRun(String[] p) {
        int slash = p[6].indexOf('/');
        return p.length == 8 && slash > 0 && slash < p[6].length() - 1
                ? Optional.of(new MapRun(p[3], p[4], p[6].substring(0, slash), p[6].substring(slash + 1), p[7]))
                : Optional.empty();
    }

    private static String prefix(String region, String account) {
        return "arn:aws:states:" + region + ":" + account + ":";
    }
}
