package dev.stepwell.contracts.calling;

/**
 * A pattern of ARNs as IAM has it: {@code *} is any text, colons included, {@code ?} any one character.
 *
 * @param text the pattern
 */
public record ArnPattern(String text) {
    /** Whether a whole ARN is of this pattern. Looks at each character a bounded number of times, whatever the pattern. */
    public boolean matches(String arn) {
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < arn.length(); ) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == arn.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
