package dev.stepwell.asl.expression.jsonata.query;

/** A text of which every character that a regular expression looks at is counted: some patterns look forever. */
final class CountedText implements CharSequence {
    private final String text;
    private final Fuel fuel;

    CountedText(String text, Fuel fuel) {
        this.text = text;
        this.fuel = fuel;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        fuel.lookAt();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
