package dev.stepwell.names;

/** The 12-digit account number of a tenant, as it stands in every ARN. */
public record AccountId(String value) {
    /** The account of {@link TenantId#NOBODY}. */
    public static final AccountId NOBODY = new AccountId("000000000000");

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an account id is 12 digits");
        }
    }

    /** Whether the text is exactly 12 ASCII digits. */
    public static boolean isValid(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
