package dev.stepwell.names;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARNs of SWF: {@code arn:aws:swf:REGION:ACCOUNT:/domain/NAME…}. A family of its own beside {@link Arn}, because no action takes both.
 */
public sealed interface SwfArn {
    /** The account that owns the resource. */
    String account();

    /** The region that the resource lives in. */
    String region();

    /** The name of the domain. */
    String domain();

    /** {@code …:/domain/NAME}: the only resource of SWF that users know by an ARN (service authorization reference, "Amazon SWF"). */
    record Domain(String region, String account, String domain) implements SwfArn {
        @Override
        public String toString() {
            return "arn:aws:swf:" + region + ":" + account + ":/domain/" + domain;
        }
    }

    /** {@code …:/domain/NAME/execution/ID}: how an execution is told apart inside the house; AWS has no ARN for it. */
    record Execution(String region, String account, String domain, String id) implements SwfArn {
        @Override
        public String toString() {
            return new Domain(region, account, domain) + "/execution/" + id;
        }
    }

    /**
     * Reads one of the forms above; empty when the text is none of them. The region and account are not compared with anybody's:
     * that is the caller's to do.
     */
    static Optional<SwfArn> parse(String text) {
        Matcher form = Forms.WHOLE.matcher(text);
        if (!form.matches() || !AccountId.isValid(form.group(2)) || !SwfNames.isValid(form.group(3))) {
            return Optional.empty();
        }
        String id = form.group(4);
        return Optional.of(
                id == null
                        ? new Domain(form.group(1), form.group(2), form.group(3))
                        : new Execution(form.group(1), form.group(2), form.group(3), id));
    }

    /** Keeps the pattern out of the interface's face. */
    final class Forms {
        private static final Pattern WHOLE =
                Pattern.compile("arn:aws:swf:([^:]+):([^:]+):/domain/([^:/]+)(?:/execution/([^:/]+))?", Pattern.DOTALL);

        private Forms() {}
    }
}
