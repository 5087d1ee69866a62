package dev.stepwell.names;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a connection of EventBridge: {@code arn:aws:events:REGION:ACCOUNT:connection/NAME/ID} (EventBridge API reference,
 * CreateConnection).
 *
 * @param id what tells it from others that had the name before
 */
public record ConnectionArn(String region, String account, String name, String id) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws:events:([a-z0-9-]+):([0-9]{12}):connection/([.\\-_A-Za-z0-9]+)/([-A-Za-z0-9]+)");

    /** Reads one; empty when the text is none. */
    public static Optional<ConnectionArn> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ConnectionArn(form.group(1), form.group(2), form.group(3), form.group(4)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "arn:aws:events:" + region + ":" + account + ":connection/" + name + "/" + id;
    }
}
