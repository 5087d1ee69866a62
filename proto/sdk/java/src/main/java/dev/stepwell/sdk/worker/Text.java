package dev.stepwell.sdk.worker;

/** Texts within what the contract takes. */
final class Text {
    private Text() {}

    /** At most so many characters of it. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
