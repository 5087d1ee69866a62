package dev.stepwell.names;

import java.util.regex.Pattern;

/** The region a server answers for, such as {@code us-east-1}: part of every ARN and of every signature's scope. */
public record Region(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");

    public Region {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a region: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
