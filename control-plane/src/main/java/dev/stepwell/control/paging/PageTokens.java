package dev.stepwell.control.paging;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.sealing.BrokenSeal;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.sealing.Sealer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals where a list goes on. A token is good for 24 hours (as AWS has it), for one tenant, one region and one list with its
 * filter; anything else is refused, without a look at the database.
 */
public final class PageTokens {
    private static final Duration LIFE = Duration.ofHours(24);

    /** What Step Functions says: the same to all. */
    private static final Refusals STEP_FUNCTIONS = new Refusals(invalid(), invalid());

    private final Sealer sealer;
    private final InstantSource clock;

    /** Tokens that every node with the same master keys can read. */
    public PageTokens(MasterKeys keys, InstantSource clock) {
        this.sealer = keys.sealer("page-tokens");
        this.clock = clock;
    }

    /** The token after which a list goes on behind {@code last}. */
    public String seal(Caller caller, String list, String last) {
        byte[] position = last.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + position.length)
                .putLong(clock.millis() + LIFE.toMillis())
                .put(position)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(plain, context(caller, list)));
    }

    /**
     * How a service refuses a token.
     *
     * @param invalid what it says when the token is none of this list
     * @param expired what it says when the token is too old
     */
    public record Refusals(Fault invalid, Fault expired) {}

    /** Where a token of the same list goes on; empty for the first page; throws {@code InvalidToken}, as Step Functions does. */
    public Optional<String> open(Caller caller, String list, Optional<String> token) {
        return open(caller, list, token, STEP_FUNCTIONS);
    }

    /** Where a token of the same list goes on; empty for the first page. */
    public Optional<String> open(Caller caller, String list, Optional<String> token, Refusals refusals) {
        return token.map(text -> open(caller, list, text, refusals));
    }

    private String open(Caller caller, String list, String token, Refusals refusals) {
        try {
            ByteBuffer plain =
                    ByteBuffer.wrap(sealer.open(Base64.getUrlDecoder().decode(token), context(caller, list)));
            if (clock.millis() > plain.getLong()) {
                throw refusals.expired();
            }
            return StandardCharsets.UTF_8.decode(plain).toString();
        } catch (IllegalArgumentException | BrokenSeal e) {
            throw refusals.invalid();
        }
    }

    private static String context(Caller caller, String list) {
        return caller.tenant() + "/" + caller.region() + "/" + list;
    }

    private static Fault invalid() {
        return new Fault("InvalidToken", "Invalid Token: 'Invalid token'");
    }
}
